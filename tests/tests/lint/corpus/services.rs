//! Services and their methods.

/// A request or a response that says nothing.
macro_rules! message {
    ($($name:ident)+) => {$(
        /// A message.
        #[contracts::contract]
        #[derive(Debug, Clone, PartialEq)]
        struct $name {}
    )+};
}

mod service_pascal_case {
    use contracts::{Status, contract};

    contracts::package!("corpus.service_pascal_case.v1");

    /// Camel case.
    #[contract(name = "userService")]
    trait UserService {
        /// Gets.
        #[operation]
        async fn get(&self, request: UserServiceGetRequest) -> Result<(), Status>;
    }

    /// An underscore.
    #[contract(name = "Order_Service")]
    trait OrderService {
        /// Gets.
        #[operation]
        async fn get(&self, request: OrderServiceGetRequest) -> Result<(), Status>;
    }

    /// An acronym.
    #[contract]
    trait HTTPService {
        /// Gets.
        #[operation]
        async fn get(&self, request: HTTPServiceGetRequest) -> Result<(), Status>;
    }

    /// Digits.
    #[contract]
    trait Oauth2Service {
        /// Gets.
        #[operation]
        async fn get(&self, request: Oauth2ServiceGetRequest) -> Result<(), Status>;
    }

    message!(UserServiceGetRequest OrderServiceGetRequest HTTPServiceGetRequest Oauth2ServiceGetRequest);
}

mod service_suffix {
    use contracts::{Status, contract};

    contracts::package!("corpus.service_suffix.v1");

    /// Without it.
    #[contract]
    trait Users {
        /// Gets.
        #[operation]
        async fn get(&self, request: UsersGetRequest) -> Result<(), Status>;
    }

    /// With it, and more.
    #[contract]
    trait UserServices {
        /// Gets.
        #[operation]
        async fn get(&self, request: UserServicesGetRequest) -> Result<(), Status>;
    }

    /// With it in small letters.
    #[contract]
    trait Userservice {
        /// Gets.
        #[operation]
        async fn get(&self, request: UserserviceGetRequest) -> Result<(), Status>;
    }

    /// Nothing else.
    #[contract]
    trait Service {
        /// Gets.
        #[operation]
        async fn get(&self, request: ServiceGetRequest) -> Result<(), Status>;
    }

    message!(UsersGetRequest UserServicesGetRequest UserserviceGetRequest ServiceGetRequest);
}

mod rpc_pascal_case {
    use contracts::{Status, contract};

    contracts::package!("corpus.rpc_pascal_case.v1");

    /// A service.
    #[contract]
    trait UserService {
        /// Camel case. What it takes is named as it would be in Pascal case.
        #[operation(name = "getUser")]
        async fn get_user(&self, request: GetUserRequest) -> Result<GetUserResponse, Status>;
        /// An underscore.
        #[operation(name = "Put_User")]
        async fn put_user(&self, request: PutUserRequest) -> Result<PutUserResponse, Status>;
        /// As it is written.
        #[operation]
        async fn get_v2(&self, request: GetV2Request) -> Result<GetV2Response, Status>;
        /// An acronym.
        #[operation(name = "GetHTTP")]
        async fn get_http(&self, request: GetHTTPRequest) -> Result<GetHTTPResponse, Status>;
    }

    message!(
        GetUserRequest GetUserResponse PutUserRequest PutUserResponse GetV2Request GetV2Response GetHTTPRequest GetHTTPResponse
    );
}

mod rpc_request_standard_name {
    use contracts::{Status, contract};
    use futures::Stream;

    contracts::package!("corpus.rpc_request_standard_name.v1");

    /// A service.
    #[contract]
    trait UserService {
        /// Takes what is called otherwise.
        #[operation]
        async fn find(&self, request: Query) -> Result<FindResponse, Status>;
        /// Takes nothing, which can never become something.
        #[operation]
        async fn list(&self, request: ()) -> Result<ListResponse, Status>;
        /// Takes a stream of what is called otherwise.
        #[operation]
        async fn put(&self, requests: impl Stream<Item = Result<Part, Status>>) -> Result<PutResponse, Status>;
        /// Takes what is named after service and method.
        #[operation]
        async fn get(&self, request: UserServiceGetRequest) -> Result<GetResponse, Status>;
        /// Takes a stream of what is named after the method.
        #[operation]
        async fn set(&self, requests: impl Stream<Item = Result<SetRequest, Status>>) -> Result<SetResponse, Status>;
        /// Takes what is named after another service.
        #[operation]
        async fn end(&self, request: OtherServiceEndRequest) -> Result<EndResponse, Status>;
    }

    message!(
        Query FindResponse ListResponse Part PutResponse UserServiceGetRequest GetResponse SetRequest SetResponse
        OtherServiceEndRequest EndResponse
    );
}

mod rpc_response_standard_name {
    use contracts::{Status, contract};
    use futures::Stream;

    contracts::package!("corpus.rpc_response_standard_name.v1");

    /// A service.
    #[contract]
    trait UserService {
        /// Returns what is called otherwise.
        #[operation]
        async fn find(&self, request: FindRequest) -> Result<User, Status>;
        /// Returns a stream of what is called otherwise.
        #[operation]
        async fn watch(&self, request: WatchRequest) -> Result<impl Stream<Item = Result<Event, Status>>, Status>;
        /// Returns nothing, which the configuration allows.
        #[operation]
        async fn end(&self, request: EndRequest) -> Result<(), Status>;
        /// Returns a stream of nothing.
        #[operation]
        async fn tick(&self, request: TickRequest) -> Result<impl Stream<Item = Result<(), Status>>, Status>;
        /// Returns what is named after service and method.
        #[operation]
        async fn get(&self, request: GetRequest) -> Result<UserServiceGetResponse, Status>;
        /// Returns what is generic, under the name of its use.
        #[operation]
        async fn page(&self, request: PageRequest) -> Result<Response<Page>, Status>;
        /// Returns what is in another message.
        #[operation]
        async fn nest(&self, request: NestRequest) -> Result<NestResponse, Status>;
    }

    message!(FindRequest User WatchRequest Event EndRequest TickRequest GetRequest UserServiceGetResponse PageRequest Page NestRequest);

    /// A response.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Response<T> {
        /// What is in it.
        #[member(1)]
        item: T,
    }

    /// A response.
    #[contract(nested_in = User)]
    #[derive(Debug, Clone, PartialEq)]
    struct NestResponse {}
}

mod rpc_request_response_unique {
    use contracts::{Status, contract};

    contracts::package!("corpus.rpc_request_response_unique.v1");

    /// Two methods of one name take one message.
    #[contract]
    trait AService {
        /// Takes it, too.
        #[operation]
        async fn get(&self, request: GetRequest) -> Result<AServiceGetResponse, Status>;
    }

    /// Two methods of one name take one message.
    #[contract]
    trait BService {
        /// Takes it, too.
        #[operation]
        async fn get(&self, request: GetRequest) -> Result<BServiceGetResponse, Status>;
    }

    /// Three methods return one message.
    #[contract]
    trait CService {
        /// Returns it.
        #[operation]
        async fn put(&self, request: CServicePutRequest) -> Result<PutResponse, Status>;
    }

    /// Three methods return one message.
    #[contract]
    trait DService {
        /// Returns it.
        #[operation]
        async fn put(&self, request: DServicePutRequest) -> Result<PutResponse, Status>;
    }

    /// Three methods return one message.
    #[contract]
    trait EService {
        /// Returns it.
        #[operation]
        async fn put(&self, request: EServicePutRequest) -> Result<PutResponse, Status>;
        /// Nothing may be returned by all.
        #[operation]
        async fn end(&self, request: EndRequest) -> Result<(), Status>;
        /// Nothing may be returned by all.
        #[operation]
        async fn let_go(&self, request: LetGoRequest) -> Result<(), Status>;
        /// Two errors are no responses.
        #[operation]
        async fn fail(&self, request: FailRequest) -> Result<FailResponse, Failure>;
        /// Two errors are no responses.
        #[operation]
        async fn fall(&self, request: FallRequest) -> Result<FallResponse, Failure>;
    }

    message!(
        GetRequest AServiceGetResponse BServiceGetResponse CServicePutRequest DServicePutRequest EServicePutRequest PutResponse
        EndRequest LetGoRequest FailRequest FailResponse FallRequest FallResponse
    );

    /// A failure.
    #[contract]
    #[derive(Debug)]
    enum Failure {
        /// It failed.
        #[member(1)]
        #[error(code = NotFound)]
        Gone,
        /// Otherwise.
        #[status]
        Other(Status),
    }
}
