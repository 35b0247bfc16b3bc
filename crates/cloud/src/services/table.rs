//! The vocabulary of the tables: kinds of resources, which one a request is about, and what becomes of it.

use super::resource::{Body, Resource};
use super::tags;
use crate::arn;
use crate::error::ApiError;
use crate::input::Input;
use crate::model;
use crate::operation::{Access, Authorized, Check, Checks, Operation, Output, Planning, Run};
use crate::paging::token;
use crate::world::World;
use policy::NamedPolicy;
use serde_json::{Map, Value};
use std::sync::Arc;

/// Rows of a page where the request does not say.
const USUAL_PAGE: usize = 100;

/// A kind of resource.
pub struct Kind {
    /// The endpoint prefix of its service.
    pub service: &'static str,
    /// What stands before the name in its ARN, e.g. `table/`.
    pub prefix: &'static str,
    /// What people call it, e.g. `queue`; for the trace.
    pub noun: &'static str,
    /// Whether a resource is of this kind.
    pub is: fn(&Body) -> bool,
    /// What a list of them is checked on.
    pub listed: Listed,
    /// The ARN that a request means. An error if it cannot mean any.
    pub find: fn(&Kind, &Place<'_>, &str) -> Result<String, ApiError>,
    /// The answer where there is none, to those who may ask.
    pub missing: fn(&str) -> ApiError,
    /// Condition keys besides those of tags. The resource is not there yet or not at all where it is `None`.
    pub(crate) context: fn(&Planning<'_>, Option<&Resource>) -> Context,
    /// Under which ARN it is checked, and how a denial names it.
    pub(crate) spelled: fn(&Planning<'_>, String) -> (String, String),
}

/// Condition keys with their values.
pub(crate) type Context = Vec<(String, Vec<String>)>;

/// What a list is checked on, and how a denial names it.
#[derive(Clone, Copy)]
pub enum Listed {
    /// `*`
    Everything,
    /// `*`, which a denial leaves out.
    Nameless,
    /// The account's and region's part of an ARN with this behind it.
    Arn(&'static str),
}

/// From where a request is made: what an ARN needs besides a name.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub(crate) world: &'a World,
    pub(crate) account: &'a str,
    pub(crate) region: &'a str,
    pub(crate) input: &'a Input,
}

/// Which resource an operation is about.
#[derive(Clone, Copy)]
pub enum On {
    /// The one that this parameter names.
    One(&'static Kind, &'static str),
    /// As `One`; other accounts are refused, whatever the resource's policy says.
    Own(&'static Kind, &'static str),
    /// The one to be made that this parameter names.
    New(&'static Kind, &'static str),
    /// All of the account in the region.
    All(&'static Kind),
}

/// What an operation does with its resource.
#[derive(Clone, Copy)]
pub enum Does {
    /// Looks at it.
    Look(fn(&Authorized, &World, &Resource) -> Output),
    /// Changes it.
    Change(fn(&Authorized, &World, &mut Resource) -> Output),
    /// Makes it under this ARN, or finds that it is there.
    Make(fn(&Authorized, &World, &str) -> Result<Made, ApiError>),
    /// Removes it.
    Remove(fn(&Authorized, &Resource) -> Output),
    /// Lists those that fit, page by page.
    List(fn(&Authorized, &Resource) -> bool, fn(&Resource) -> Value),
}

/// What making a resource gave.
pub struct Made {
    /// `None` if it was there already.
    pub(crate) resource: Option<Resource>,
    pub(crate) output: Map<String, Value>,
}

/// A row of a table.
pub(super) const fn row(
    name: &'static str,
    access: Access,
    action: &'static str,
    on: On,
    does: Does,
    example: &'static str,
) -> Operation {
    let service = on.kind().service;
    Operation { service, name, access, checks: Checks::On(action, on), run: Run::Row(on, does), example }
}

impl<'a> Place<'a> {
    pub(crate) fn of(p: &Planning<'a>) -> Self {
        Self { world: p.world, account: p.caller.account_id(), region: p.region, input: p.input }
    }

    pub(crate) fn of_authorized(ok: &'a Authorized, world: &'a World) -> Self {
        Self { world, account: ok.account(), region: ok.region(), input: ok.input() }
    }

    pub(crate) fn arn(&self, service: &str, resource: &str) -> String {
        arn::regional(service, self.region, self.account, resource)
    }
}

impl Kind {
    /// The usual way to name a resource: by its ARN or by its name.
    pub(super) fn by_name_or_arn(&self, place: &Place<'_>, text: &str) -> Result<String, ApiError> {
        if text.starts_with("arn:") {
            return Ok(text.to_owned());
        }
        Ok(place.arn(self.service, &format!("{}{text}", self.prefix)))
    }

    /// The usual way to spell a resource in a check and in its denial: by its ARN.
    pub(super) fn by_arn(_: &Planning<'_>, arn: String) -> (String, String) {
        (arn.clone(), arn)
    }

    /// What must be allowed on the resource with an ARN.
    pub(super) fn check(&'static self, p: &Planning<'_>, arn: &str) -> Check {
        self.checked(p, arn.to_owned(), Rule::Policy)
    }

    /// What must be allowed on a resource that is to be made.
    pub(super) fn check_new(&'static self, p: &Planning<'_>, arn: &str) -> Check {
        self.checked(p, arn.to_owned(), Rule::New)
    }

    /// No condition keys of its own.
    pub(super) fn no_context(_: &Planning<'_>, _: Option<&Resource>) -> Context {
        Vec::new()
    }

    /// The ARN that a request means.
    pub(super) fn arn(&self, place: &Place<'_>, text: &str) -> Result<String, ApiError> {
        (self.find)(self, place, text)
    }

    /// The resource of this kind with an ARN.
    pub(super) fn get<'a>(&self, world: &'a World, arn: &str) -> Option<&'a Resource> {
        world.resource(arn).filter(|resource| (self.is)(&resource.body))
    }

    /// As [`Kind::get`]; the kind's own error where there is none.
    pub(super) fn existing<'a>(&self, world: &'a World, arn: &str) -> Result<&'a Resource, ApiError> {
        self.get(world, arn).ok_or_else(|| (self.missing)(arn))
    }
}

/// Whose say it is who may do something to a resource.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// The resource's policy's.
    Policy,
    /// The resource's policy's within its account; other accounts are refused.
    Owner,
    /// It is not there yet.
    New,
}

impl Kind {
    fn checked(&'static self, p: &Planning<'_>, arn: String, rule: Rule) -> Check {
        let place = Place::of(p);
        let resource = self.get(p.world, &arn);
        let account = arn::account(&arn).filter(|a| !a.is_empty()).unwrap_or(place.account).to_owned();
        let has_say = match rule {
            Rule::Policy => true,
            Rule::Owner => account == place.account,
            Rule::New => false,
        };
        let (spelled, shown) = (self.spelled)(p, arn);
        let policy = resource.filter(|_| has_say).and_then(|resource| policy_of(self, resource));
        let check = Check::new(p.action, spelled, Some(account), shown).guarded_by(policy);
        self.in_context(p, check, resource, rule)
    }

    fn in_context(&self, p: &Planning<'_>, check: Check, resource: Option<&Resource>, rule: Rule) -> Check {
        let mut context = tags::context(p, resource, rule == Rule::New);
        context.extend((self.context)(p, resource));
        Check { context, ..check }
    }
}

impl Does {
    /// Whether it changes the world.
    #[must_use]
    pub const fn changes(self) -> bool {
        matches!(self, Self::Change(_) | Self::Make(_) | Self::Remove(_))
    }
}

impl On {
    /// The kind of resource.
    #[must_use]
    pub const fn kind(self) -> &'static Kind {
        match self {
            Self::One(kind, _) | Self::Own(kind, _) | Self::New(kind, _) | Self::All(kind) => kind,
        }
    }

    /// What must be allowed.
    pub(crate) fn check(self, p: &Planning<'_>) -> Result<Check, ApiError> {
        let place = Place::of(p);
        let (kind, parameter, rule) = match self {
            Self::All(kind) => {
                let (arn, shown) = kind.listed.arn(kind, &place);
                let check = Check::new(p.action, arn, Some(place.account.to_owned()), shown);
                return Ok(kind.in_context(p, check, None, Rule::New));
            }
            Self::One(kind, parameter) => (kind, parameter, Rule::Policy),
            Self::Own(kind, parameter) => (kind, parameter, Rule::Owner),
            Self::New(kind, parameter) => (kind, parameter, Rule::New),
        };
        Ok(kind.checked(p, kind.arn(&place, p.input.text(parameter)?)?, rule))
    }

    /// Does it.
    pub(crate) fn run(self, does: Does, ok: &Authorized, world: &mut World) -> Output {
        if let Does::List(fits, show) = does {
            return self.list(ok, world, fits, show);
        }
        let arn = self.arn(ok, world)?;
        if let Does::Make(make) = does {
            let made = make(ok, world, &arn)?;
            world.resources.extend(made.resource.map(|r| (r.arn.clone(), Arc::new(r))));
            return Ok(made.output);
        }
        let found = self.kind().existing(world, &arn)?;
        match does {
            Does::Look(look) => look(ok, world, found),
            Does::Change(change) => {
                let mut changed = found.clone();
                let output = change(ok, world, &mut changed)?;
                world.resources.insert(arn, Arc::new(changed));
                Ok(output)
            }
            Does::Remove(remove) => {
                let output = remove(ok, found)?;
                world.resources.remove(&arn);
                Ok(output)
            }
            Does::Make(_) | Does::List(..) => Ok(Map::new()),
        }
    }

    fn arn(self, ok: &Authorized, world: &World) -> Result<String, ApiError> {
        match self {
            Self::One(kind, parameter) | Self::Own(kind, parameter) | Self::New(kind, parameter) => {
                kind.arn(&Place::of_authorized(ok, world), ok.input().text(parameter)?)
            }
            Self::All(_) => Ok(String::new()),
        }
    }

    /// A page of the account's resources of the kind, under the names that the service's model has for rows
    /// and tokens.
    fn list(
        self,
        ok: &Authorized,
        world: &World,
        fits: fn(&Authorized, &Resource) -> bool,
        show: fn(&Resource) -> Value,
    ) -> Output {
        let kind = self.kind();
        let rows = all(kind, &Place::of_authorized(ok, world)).filter(|r| fits(ok, r));
        page(ok, kind.service, rows, show)
    }
}

/// All resources of a kind in an account and region, by name.
pub(super) fn all<'a>(
    kind: &'static Kind,
    place: &Place<'a>,
) -> impl Iterator<Item = &'a Resource> + use<'a> {
    starting(place.world, place.arn(kind.service, kind.prefix)).filter(|r| (kind.is)(&r.body))
}

/// All resources whose ARNs begin so, in the order of their ARNs.
pub(super) fn starting(world: &World, start: String) -> impl Iterator<Item = &Resource> {
    let rest = world.resources.range(start.clone()..);
    rest.take_while(move |(arn, _)| arn.starts_with(&start)).map(|(_, resource)| resource.as_ref())
}

/// A page of rows, under the names that the model of the running operation has for rows, limit and tokens.
pub(super) fn page<'a, T: 'a>(
    ok: &Authorized,
    service: &str,
    rows: impl Iterator<Item = T>,
    mut show: impl FnMut(T) -> Value,
) -> Output {
    let page =
        model::operation(service, ok.operation().name).and_then(|(_, operation)| operation.page.as_ref());
    let text = |name: Option<&Value>| name.and_then(Value::as_str).unwrap_or_default().to_owned();
    let (result, input, output) = (
        text(page.map(|p| &p.result_key)),
        text(page.map(|p| &p.input_token)),
        text(page.map(|p| &p.output_token)),
    );
    let limit = page.and_then(|p| p.limit_key.as_deref()).and_then(|name| ok.input().int(name));
    let size = limit.and_then(|n| usize::try_from(n).ok()).unwrap_or(USUAL_PAGE).max(1);
    let start = match ok.input().opt_text(&input) {
        None => 0,
        Some(text) => token::read(text).ok_or_else(|| invalid_token(service))?,
    };
    let mut rows = rows.skip(start).peekable();
    let shown: Vec<Value> = rows.by_ref().take(size).map(&mut show).collect();
    let mut out = Map::new();
    let next = rows.peek().is_some().then(|| token::write(start.saturating_add(shown.len())));
    // SQS leaves an empty list out.
    if service != "sqs" || !shown.is_empty() {
        out.insert(result, shown.into());
    }
    if let Some(more) = page.and_then(|p| p.more_results.as_ref()) {
        out.insert(more.clone(), next.is_some().into());
    }
    if let Some(next) = next {
        out.insert(output, next.into());
    }
    Ok(out)
}

fn invalid_token(service: &str) -> ApiError {
    match service {
        "kms" => ApiError::new("InvalidMarkerException", 400, "Invalid marker"),
        "sqs" => ApiError::new("InvalidParameterValue", 400, "Invalid NextToken value."),
        "sns" => ApiError::new("InvalidParameter", 400, "Invalid parameter: NextToken"),
        "ec2" => ApiError::new("InvalidNextToken", 400, "The specified next token is invalid."),
        "lambda" => ApiError::new("InvalidParameterValueException", 400, "Invalid Marker"),
        "ecs" => ApiError::new("InvalidParameterException", 400, "Invalid token"),
        _ => ApiError::new("ValidationException", 400, "Invalid token"),
    }
}

impl Listed {
    fn arn(self, kind: &Kind, place: &Place<'_>) -> (String, String) {
        match self {
            Self::Everything => ("*".to_owned(), "*".to_owned()),
            Self::Nameless => ("*".to_owned(), String::new()),
            Self::Arn(tail) => {
                let arn = place.arn(kind.service, tail);
                (arn.clone(), arn)
            }
        }
    }
}

/// A resource's own policy under the name that the trace shows.
pub(super) fn policy_of(kind: &Kind, resource: &Resource) -> Option<NamedPolicy> {
    let policy = resource.policy.as_ref()?;
    let name = format!("{} policy of {}", kind.noun, resource.name(kind.prefix));
    Some(NamedPolicy::new(&name, policy.0.clone()))
}
