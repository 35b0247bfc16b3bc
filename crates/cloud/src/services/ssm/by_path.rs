//! Parameters below a path.

use super::super::resource::{Held as _, Resource};
use super::super::table::{Place, all, page};
use super::PARAMETER;
use super::model::Parameter;
use super::parameters::show;
use crate::input::Input;
use crate::operation::{Authorized, Output};
use crate::world::World;

/// The parameters below the request's path: right below, or all of them.
pub(super) fn below<'a>(place: &Place<'a>, input: &Input) -> impl Iterator<Item = &'a Resource> + use<'a> {
    let path = format!("{}/", input.opt_text("Path").unwrap_or_default().trim_end_matches('/'));
    let deep = input.flag("Recursive");
    all(&PARAMETER, place).filter(move |resource| {
        let name = Parameter::of(resource).map(|parameter| parameter.name.as_str()).unwrap_or_default();
        name.strip_prefix(&path).is_some_and(|rest| deep || !rest.contains('/'))
    })
}

pub(super) fn get(ok: &Authorized, world: &World) -> Output {
    let found = below(&Place::of_authorized(ok, world), ok.input());
    page(ok, "ssm", found, |parameter| show(ok.input(), parameter))
}
