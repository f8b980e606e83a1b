//! What is said of HTTP bindings.

use super::{at, refuses, user};
use crate::registry::Root;
use crate::schema::{Http, Method, Service};

const fn bound(name: &'static str, line: u32, path: &'static str, body: &'static str) -> Method {
    Method::new(at(name, line), "/user.v1.UserService/Method", user, user).http(Http {
        method: "POST",
        path,
        body,
        response_body: "",
        additional: &[],
    })
}

static USERS: Service = Service {
    declaration: at("UserService", 2),
    package: "user.v1",
    module: "",
    methods: &[
        bound("NoTemplate", 3, "v1/users", ""),
        bound("NoField", 4, "/v1/users/{idd}", ""),
        bound("NoBody", 5, "/v1/users/{id}", "userr"),
        bound("First", 6, "/v1/{id}:get", "*"),
        bound("Second", 7, "/v1/{id=*}:get", ""),
        bound("Third", 8, "/v1/{id}", "id"),
        bound("NoAnswer", 9, "/v1/{id}:answer", "").http(Http {
            method: "POST",
            path: "/v1/{id}:answer",
            body: "",
            response_body: "*",
            additional: &[],
        }),
    ],
};

#[test]
fn bindings_that_cannot_be_served_are_refused() {
    let cannot = |line: u32, method: &str, reason: &str| {
        format!("{line}: the HTTP binding of `{method}` cannot be served: {reason}")
    };
    let expected = [
        cannot(3, "NoTemplate", "the path \"v1/users\" does not begin with `/`"),
        cannot(4, "NoField", "the path \"/v1/users/{idd}\" names `idd`, no field of user.v1.User"),
        cannot(5, "NoBody", "`body` names `userr`, no field of user.v1.User"),
        cannot(7, "Second", "POST \"/v1/{id=*}:get\" is bound already"),
        cannot(9, "NoAnswer", "`response_body` names `*`, no field of user.v1.User"),
    ];
    refuses(&[Root::Service(&USERS)], &expected.each_ref().map(String::as_str));
}
