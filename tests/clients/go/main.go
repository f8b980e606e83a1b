// Command client drives a running kernel through the code that was generated from proto/; it prints one JSON line per
// check.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	orderv1 "client/gen/order/v1"
	userv1 "client/gen/user/v1"
)

// kernel is the services of the kernel under one address.
type kernel struct {
	users  userv1.UserServiceClient
	orders orderv1.OrderServiceClient
}

type check struct {
	name string
	run  func(context.Context, kernel) error
}

var checks = []check{
	{"unary", unary},
	{"optional_fields", optionalFields},
	{"empty_response", emptyResponse},
	{"server_streaming", serverStreaming},
	{"client_streaming", clientStreaming},
	{"bidirectional", bidirectional},
	{"unknown_fields_survive", unknownFieldsSurvive},
	{"typed_error", typedError},
	{"typed_error_with_field", typedErrorWithField},
	{"typed_error_with_its_own_message", typedErrorWithItsOwnMessage},
	{"deadline", deadline},
	{"cancellation", cancellation},
	{"resumed_stream", resumedStream},
}

func main() {
	connection, err := grpc.NewClient(os.Args[1], grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		panic(err)
	}
	k := kernel{userv1.NewUserServiceClient(connection), orderv1.NewOrderServiceClient(connection)}
	for _, check := range checks {
		line, err := json.Marshal(map[string]any{"check": check.name, "error": outcome(check, k)})
		if err != nil {
			panic(err)
		}
		fmt.Println(string(line))
	}
}

// outcome is nil when the check passes, and what went wrong when it does not.
func outcome(check check, k kernel) (outcome any) {
	defer func() {
		if panicked := recover(); panicked != nil {
			outcome = fmt.Sprint(panicked)
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	if err := check.run(ctx, k); err != nil {
		return err.Error()
	}
	return nil
}
