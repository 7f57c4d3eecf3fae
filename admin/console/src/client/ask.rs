//! A question to the hub as a value: what is sent, and what its answer becomes.

use std::fmt;
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Failure;

/// How a request is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
}

/// What is sent. Its `Debug` shows no body: a log-in carries a password.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    pub method: Method,
    /// Below `/api/v1`.
    pub path: String,
    pub query: Vec<(&'static str, String)>,
    pub body: Option<Value>,
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.method, self.path)
    }
}

/// How the bytes of an answer are read.
type Read<T> = fn(&[u8]) -> Result<T, Failure>;

/// A request whose answer is a `T`.
pub struct Question<T> {
    request: Request,
    read: Read<T>,
    answer: PhantomData<T>,
}

impl<T> fmt::Debug for Question<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.request.fmt(f)
    }
}

impl<T> Question<T> {
    fn new(method: Method, path: impl Into<String>, read: Read<T>) -> Self {
        let request = Request { method, path: path.into(), query: Vec::new(), body: None };
        Self { request, read, answer: PhantomData }
    }

    pub(super) fn query(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.request.query.push((name, value.into()));
        self
    }

    pub(super) fn body(mut self, body: &impl Serialize) -> Self {
        // The wire's own types have string keys only: they can always be written.
        self.request.body = serde_json::to_value(body).ok();
        self
    }
}

impl<T: DeserializeOwned> Question<T> {
    pub(super) fn get(path: impl Into<String>) -> Self {
        Self::new(Method::Get, path, read_json)
    }

    pub(super) fn post(path: impl Into<String>) -> Self {
        Self::new(Method::Post, path, read_json)
    }
}

impl Question<()> {
    /// A request whose answer says no more than that it was done.
    pub(super) fn order(path: impl Into<String>) -> Self {
        Self::new(Method::Post, path, |_| Ok(()))
    }
}

impl Question<String> {
    /// A request for a text.
    pub(super) fn text(path: impl Into<String>) -> Self {
        Self::new(Method::Get, path, |body| {
            String::from_utf8(body.to_vec()).map_err(|_| Failure::Unreadable("no UTF-8 text".to_owned()))
        })
    }
}

fn read_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Failure> {
    serde_json::from_slice(body).map_err(|error| Failure::Unreadable(error.to_string()))
}

impl<T: 'static> Question<T> {
    /// The question with what becomes of its answer.
    pub fn then<M>(self, then: impl FnOnce(Result<T, Failure>) -> M + Send + 'static) -> Ask<M> {
        let read = self.read;
        Ask { request: self.request, then: Box::new(move |body| then(body.and_then(|body| read(&body)))) }
    }
}

/// A question to the hub, ready to be sent; its answer is a message.
pub struct Ask<M> {
    request: Request,
    then: Box<dyn FnOnce(Result<Vec<u8>, Failure>) -> M + Send>,
}

impl<M> fmt::Debug for Ask<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.request.fmt(f)
    }
}

impl<M: 'static> Ask<M> {
    /// What will be sent.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// The message that this outcome becomes.
    pub fn answer(self, outcome: Result<Vec<u8>, Failure>) -> M {
        (self.then)(outcome)
    }

    /// The same question within a parent's messages.
    pub fn map<N>(self, map: impl FnOnce(M) -> N + Send + 'static) -> Ask<N> {
        let then = self.then;
        Ask { request: self.request, then: Box::new(move |outcome| map(then(outcome))) }
    }
}
