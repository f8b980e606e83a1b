package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	commonv1 "client/gen/common/v1"
	orderv1 "client/gen/order/v1"
	userv1 "client/gen/user/v1"
)

// laterFields is what a later version of the contract might add to a user: field 1000 = 150, field 1001 = "later".
const laterFields = "c03e9601" + "ca3e05" + "6c61746572"

const timeout = 10 * time.Second

func newUser(name string) *userv1.CreateUserRequest {
	return &userv1.CreateUserRequest{Email: fmt.Sprintf("go-%s@example.com", rand.Text()), DisplayName: name}
}

func createUser(ctx context.Context, k kernel, request *userv1.CreateUserRequest) (*userv1.User, error) {
	response, err := k.users.CreateUser(ctx, request)
	return response.GetUser(), err
}

func createUsers(ctx context.Context, k kernel, count int) ([]string, error) {
	var ids []string
	for range count {
		user, err := createUser(ctx, k, newUser("Ada"))
		if err != nil {
			return nil, err
		}
		ids = append(ids, user.GetId())
	}
	return ids, nil
}

func getUser(ctx context.Context, k kernel, id string) (*userv1.User, error) {
	response, err := k.users.GetUser(ctx, &userv1.GetUserRequest{Id: id})
	return response.GetUser(), err
}

func equal(expected, found any) error {
	if left, ok := expected.(proto.Message); ok && proto.Equal(left, found.(proto.Message)) {
		return nil
	}
	if reflect.DeepEqual(expected, found) {
		return nil
	}
	return fmt.Errorf("expected %v, found %v", expected, found)
}

// detail is the detail of this type that the status carries.
func detail[T proto.Message](err error) (found T, _ error) {
	for _, any := range status.Convert(err).Details() {
		if detail, ok := any.(T); ok {
			return detail, nil
		}
	}
	return found, fmt.Errorf("the status has no detail %T: %w", found, err)
}

func unary(ctx context.Context, k kernel) error {
	postal := &userv1.PostalAddress{Lines: []string{"1 High Street"}, City: "London", CountryCode: "GB"}
	request := newUser("Ada")
	request.Role = userv1.UserRole_USER_ROLE_ADMIN
	request.Labels = map[string]string{"team": "core"}
	request.Contact = &userv1.CreateUserRequest_Postal{Postal: postal}
	created, err := createUser(ctx, k, request)
	if err != nil {
		return err
	}
	found, err := getUser(ctx, k, created.GetId())
	return errors.Join(
		err,
		equal(created, found),
		equal(request.GetRole(), found.GetRole()),
		equal(request.GetLabels(), found.GetLabels()),
		equal(postal, found.GetPostal()),
	)
}

func optionalFields(ctx context.Context, k kernel) error {
	request := newUser("Ada")
	request.Contact = &userv1.CreateUserRequest_Phone{Phone: "+442079460000"}
	created, err := createUser(ctx, k, request)
	if err != nil {
		return err
	}
	change := &userv1.UpdateUserRequest{Id: created.GetId(), DisplayName: proto.String("")}
	changed, err := k.users.UpdateUser(ctx, change)
	return errors.Join(
		err,
		equal(created.GetEmail(), changed.GetUser().GetEmail()),
		equal("", changed.GetUser().GetDisplayName()),
	)
}

func emptyResponse(ctx context.Context, k kernel) error {
	request := newUser("Ada")
	request.Contact = &userv1.CreateUserRequest_DoNotContact{}
	created, err := createUser(ctx, k, request)
	if err != nil {
		return err
	}
	if _, err := k.users.DeleteUser(ctx, &userv1.DeleteUserRequest{Id: created.GetId()}); err != nil {
		return err
	}
	_, err = getUser(ctx, k, created.GetId())
	return equal(codes.NotFound, status.Code(err))
}

func serverStreaming(ctx context.Context, k kernel) error {
	created, err := createUsers(ctx, k, 3)
	if err != nil {
		return err
	}
	responses, err := k.users.StreamUsers(ctx, &userv1.StreamUsersRequest{})
	if err != nil {
		return err
	}
	var found []string
	for {
		response, err := responses.Recv()
		if errors.Is(err, io.EOF) {
			return equal(created, found)
		}
		if err != nil {
			return err
		}
		if id := response.GetUser().GetId(); slices.Contains(created, id) {
			found = append(found, id)
		}
	}
}

func clientStreaming(ctx context.Context, k kernel) error {
	requests, err := k.users.BatchCreateUsers(ctx)
	if err != nil {
		return err
	}
	var wanted, created []string
	for number := range 5 {
		user := newUser(fmt.Sprintf("user %d", number))
		wanted = append(wanted, user.GetEmail())
		if err := requests.Send(&userv1.BatchCreateUsersRequest{User: user}); err != nil {
			return err
		}
	}
	response, err := requests.CloseAndRecv()
	for _, user := range response.GetUsers() {
		created = append(created, user.GetEmail())
	}
	return errors.Join(err, equal(wanted, created))
}

// The second request depends on the first response, so neither side may wait for the other's end.
func bidirectional(ctx context.Context, k kernel) error {
	call, err := k.users.SyncUsers(ctx)
	if err != nil {
		return err
	}
	sync := func(user *userv1.User, expected userv1.SyncStatus) (*userv1.User, error) {
		if err := call.Send(&userv1.SyncUsersRequest{User: user}); err != nil {
			return nil, err
		}
		response, err := call.Recv()
		return response.GetUser(), errors.Join(err, equal(expected, response.GetStatus()))
	}
	user := &userv1.User{Email: newUser("").GetEmail(), DisplayName: "Ada", Role: userv1.UserRole_USER_ROLE_MEMBER}
	created, err := sync(user, userv1.SyncStatus_SYNC_STATUS_CREATED)
	if err != nil {
		return err
	}
	created.DisplayName = "Ada Lovelace"
	updated, err := sync(created, userv1.SyncStatus_SYNC_STATUS_UPDATED)
	if err != nil {
		return err
	}
	_, err = sync(updated, userv1.SyncStatus_SYNC_STATUS_UNCHANGED)
	if err := errors.Join(err, equal(created.GetId(), updated.GetId()), call.CloseSend()); err != nil {
		return err
	}
	_, err = call.Recv()
	return equal(io.EOF, err)
}

func unknownFieldsSurvive(ctx context.Context, k kernel) error {
	later, err := hex.DecodeString(laterFields)
	if err != nil {
		return err
	}
	user := &userv1.User{Email: newUser("").GetEmail(), DisplayName: "Ada"}
	user.ProtoReflect().SetUnknown(later)
	call, err := k.users.SyncUsers(ctx)
	if err != nil {
		return err
	}
	err = errors.Join(call.Send(&userv1.SyncUsersRequest{User: user}), call.CloseSend())
	if err != nil {
		return err
	}
	synced, err := call.Recv()
	if err != nil {
		return err
	}
	found, err := getUser(ctx, k, synced.GetUser().GetId())
	return errors.Join(err, equal(laterFields, hex.EncodeToString(found.ProtoReflect().GetUnknown())))
}

func typedError(ctx context.Context, k kernel) error {
	_, failure := getUser(ctx, k, "00000000-0000-4000-8000-000000000000")
	typed, err := detail[*userv1.UserError](failure)
	if err != nil {
		return err
	}
	plain, err := detail[*commonv1.AppError](failure)
	return errors.Join(
		err,
		equal(codes.NotFound, status.Code(failure)),
		equal(commonv1.ErrorCode_ERROR_CODE_NOT_FOUND, typed.GetNotFound().GetCode()),
		equal(status.Convert(failure).Message(), typed.GetNotFound().GetMessage()),
		equal(typed.GetNotFound(), plain),
	)
}

func typedErrorWithField(ctx context.Context, k kernel) error {
	request := newUser("Ada")
	if _, err := createUser(ctx, k, request); err != nil {
		return err
	}
	_, failure := createUser(ctx, k, request)
	typed, err := detail[*userv1.UserError](failure)
	return errors.Join(
		err,
		equal(codes.AlreadyExists, status.Code(failure)),
		equal("email", typed.GetEmailTaken().GetField()),
	)
}

func typedErrorWithItsOwnMessage(ctx context.Context, k kernel) error {
	user, err := createUser(ctx, k, newUser("Ada"))
	if err != nil {
		return err
	}
	price := &commonv1.Money{CurrencyCode: "EUR", MinorUnits: 1250}
	lines := []*orderv1.OrderLine{{Sku: "tea", Quantity: 2, UnitPrice: price}}
	order, err := k.orders.CreateOrder(ctx, &orderv1.CreateOrderRequest{UserId: user.GetId(), Lines: lines})
	if err != nil {
		return err
	}
	cancel := &orderv1.CancelOrderRequest{Id: order.GetOrder().GetId(), Reason: "coffee"}
	if _, err := k.orders.CancelOrder(ctx, cancel); err != nil {
		return err
	}
	_, failure := k.orders.CancelOrder(ctx, cancel)
	typed, err := detail[*orderv1.OrderError](failure)
	return errors.Join(
		err,
		equal(codes.FailedPrecondition, status.Code(failure)),
		equal(cancel.GetId(), typed.GetIllegalTransition().GetOrderId()),
		equal(orderv1.OrderStatus_ORDER_STATUS_CANCELLED, typed.GetIllegalTransition().GetFrom()),
	)
}

func deadline(ctx context.Context, k kernel) error {
	ctx, cancel := context.WithTimeout(ctx, 300*time.Millisecond)
	defer cancel()
	responses, err := k.users.WatchUsers(ctx, &userv1.WatchUsersRequest{})
	if err == nil {
		_, err = responses.Recv()
	}
	return equal(codes.DeadlineExceeded, status.Code(err))
}

func cancellation(ctx context.Context, k kernel) error {
	created, err := createUser(ctx, k, newUser("Ada"))
	if err != nil {
		return err
	}
	watching, cancel := context.WithCancel(ctx)
	defer cancel()
	responses, err := k.users.WatchUsers(watching, &userv1.WatchUsersRequest{AfterPosition: proto.Uint64(0)})
	if err != nil {
		return err
	}
	if _, err := responses.Recv(); err != nil {
		return err
	}
	cancel()
	for err == nil {
		_, err = responses.Recv()
	}
	_, alive := getUser(ctx, k, created.GetId())
	return errors.Join(equal(codes.Canceled, status.Code(err)), alive)
}

// A watcher that comes back with the last position it saw misses nothing and sees nothing twice.
func resumedStream(ctx context.Context, k kernel) error {
	created, err := createUsers(ctx, k, 4)
	if err != nil {
		return err
	}
	var seen []string
	position := uint64(0)
	for len(seen) < len(created) {
		ids, last, err := watch(ctx, k, position, created, 2)
		if err != nil {
			return err
		}
		seen, position = append(seen, ids...), last
	}
	return equal(created, seen)
}

// watch reads changes until it has seen `count` of these users; it returns them and the position of the last change.
func watch(ctx context.Context, k kernel, position uint64, users []string, count int) ([]string, uint64, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	responses, err := k.users.WatchUsers(ctx, &userv1.WatchUsersRequest{AfterPosition: &position})
	if err != nil {
		return nil, 0, err
	}
	var seen []string
	last := position
	for len(seen) < count {
		response, err := responses.Recv()
		if err != nil {
			return nil, 0, err
		}
		if response.GetPosition() <= last {
			return nil, 0, fmt.Errorf("position %d comes after %d", response.GetPosition(), last)
		}
		last = response.GetPosition()
		if id := response.GetUser().GetId(); slices.Contains(users, id) {
			seen = append(seen, id)
		}
	}
	return seen, last, nil
}
