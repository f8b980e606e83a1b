//! The files of googleapis that are compiled: `import-choice` found that they say all that its files say, but for one thing, which
//! `constructs` says.

/// Known services, and behind them a file for each thing that these do not say.
pub(super) const FILES: &[&str] = &[
    "google/cloud/bigquery/storage/v1",
    "google/cloud/bigquery/v2",
    "google/firestore/v1",
    "google/longrunning",
    "google/pubsub/v1",
    "google/spanner/v1",
    "google/storage/v2",
    // extension of FieldOptions: one enum; extension of MethodOptions: one bool; extension of MethodOptions: one string
    "google/cloud/extended_operations.proto",
    // reserved names of an enum; reserved numbers of an enum
    "google/maps/weather/v1/map_types.proto",
    // extension of EnumOptions: one message; extension of EnumValueOptions: one message; extension of FieldOptions: one
    // message; extension of MessageOptions: one message; extension of ServiceOptions: one message
    "google/api/visibility.proto",
    // a deprecated value
    "google/maps/routing/v2/toll_passes.proto",
    // a service without methods
    "google/cloud/sql/v1beta4/cloud_sql_iam_policies.proto",
    // extension of FieldOptions: many enum
    "google/api/field_behavior.proto",
    // repeated bool; repeated float; repeated uint32; repeated uint64
    "google/cloud/aiplatform/v1beta1/types.proto",
    // plain google.protobuf.FloatValue
    "google/type/color.proto",
    // optional float
    "google/maps/weather/v1/visibility.proto",
    // member of a oneof google.protobuf.Struct
    "google/maps/routing/v2/polyline.proto",
    // an enum with a name of Rust's own
    "google/devtools/build/v1/build_status.proto",
    // option google.api.field_info of a field
    "google/cloud/securitycenter/v1/external_exposure.proto",
    // a deprecated enum; a deprecated message
    "google/cloud/osconfig/v1alpha/config_common.proto",
    // member of a oneof float
    "google/ads/searchads360/v0/common/value.proto",
    // a number behind those that are reserved; option google.cloud.operation_field of a field; option
    // google.cloud.operation_polling_method of a method; option google.cloud.operation_request_field of a field; option
    // google.cloud.operation_response_field of a field; option google.cloud.operation_service of a method; optional uint32;
    // optional uint64
    "google/cloud/compute/v1small/compute_small.proto",
    // repeated google.protobuf.Timestamp
    "google/maps/weather/v1/celestial_events.proto",
    // map of string to int64
    "google/cloud/talent/v4beta1/histogram.proto",
    // option google.longrunning.operation_info of a method
    "google/cloud/discoveryengine/v1/project_service.proto",
    // map of string to google.protobuf.Struct
    "google/cloud/agentregistry/v1/endpoint.proto",
    // extension of FileOptions: many message
    "google/api/resource.proto",
    // map of int32 to int32
    "google/api/expr/v1beta1/source.proto",
    // a field with a digit behind an underscore
    "google/ads/admanager/v1/ad_break_messages.proto",
    // a field not in lower_snake_case
    "google/cloud/sql/v1beta4/cloud_sql_tiers.proto",
    // a comment behind
    "grafeas/v1/intoto_provenance.proto",
    // plain google.protobuf.Empty
    "google/shopping/merchant/accounts/v1beta/lfpproviders.proto",
    // a method that takes google.protobuf.Empty
    "google/shopping/merchant/accounts/v1/developerregistration.proto",
    // a method not in PascalCase
    "google/devtools/containeranalysis/v1beta1/containeranalysis.proto",
    // a message with a name of Rust's own
    "google/cloud/dialogflow/cx/v3beta1/deployment.proto",
    // map of int64 to int32; map of int64 to message
    "google/api/expr/v1alpha1/syntax.proto",
    // map of int32 to bytes
    "google/cloud/confidentialcomputing/v1alpha1/service.proto",
    // optional bytes
    "google/ads/googleads/v25/resources/media_file.proto",
    // map of int32 to message
    "google/cloud/metastore/v1beta/metastore_federation.proto",
    // map of string to google.protobuf.ListValue
    "google/cloud/billing/budgets/v1beta1/budget_model.proto",
    // a deprecated method; a deprecated service
    "google/cloud/channel/v1/reports_service.proto",
    // extension of MethodOptions: many string; extension of ServiceOptions: one string
    "google/api/client.proto",
    // map of string to float
    "google/cloud/recommendationengine/v1beta1/catalog.proto",
    // member of a oneof google.protobuf.Empty
    "google/api/expr/v1alpha1/checked.proto",
    // map of int32 to int64
    "google/cloud/automl/v1beta1/data_stats.proto",
    // repeated google.protobuf.Api; repeated google.protobuf.Enum; repeated google.protobuf.Type
    "google/api/service.proto",
    // optional google.protobuf.Struct; optional google.protobuf.Value
    "google/ai/generativelanguage/v1beta/content.proto",
    // reserved names of a message; reserved numbers of a message
    "google/maps/weather/v1/weather_service.proto",
    // map of int32 to string
    "google/chromeos/moblab/v1beta1/resources.proto",
    // map of uint64 to message
    "google/dataflow/v1beta3/metrics.proto",
    // map of string to bool
    "google/cloud/dataplex/v1/logs.proto",
    // member of a oneof google.protobuf.Int32Value
    "google/cloud/databasecenter/v1beta/signals.proto",
    // extension of MessageOptions: many enum; extension of MessageOptions: one enum; extension of MethodOptions: one enum;
    // option google.bigtable.v2.open_session_type of a message; option google.bigtable.v2.vrpc_session_type of a message
    "google/bigtable/v2/session.proto",
    // map of string to google.protobuf.Duration; repeated google.protobuf.Duration
    "google/cloud/optimization/v1/fleet_routing.proto",
    // map of int64 to string; map of string to google.protobuf.FieldMask
    "google/cloud/retail/v2beta/search_service.proto",
    // option google.bigtable.v2.rpc_session_type of a method
    "google/bigtable/v2/bigtable.proto",
    // optional google.protobuf.BoolValue
    "google/cloud/iap/v1/service.proto",
    // member of a oneof google.protobuf.Int64Value
    "google/cloud/alloydb/v1/resources.proto",
    // member of a oneof google.protobuf.BoolValue
    "google/cloud/aiplatform/v1beta1/model_evaluation_slice.proto",
    // map of string to bytes
    "google/devtools/cloudbuild/v1/cloudbuild.proto",
    // repeated sint32
    "google/devicesandservices/health/v4/data_model.proto",
];
