//! Creating a user group.

use super::about;
use super::users::COLUMNS;
use crate::console::act;
use crate::console::parts::{
    Field, Head, List, Select, empty, end_of_page, flush_panel, iam_trail, page, panel, read, submit,
};
use crate::console::permissions::{Holder, PolicyPicker};
use crate::console::states::{set, use_ticked};
use crate::console::users::user_row;
use crate::route::Route;
use crate::store::{Flash, use_list, use_store};
use crate::ui::{Form, FormFailure, ShowCli};
use cloud::{Call, Failure};
use yew::prelude::*;

/// The page.
#[component]
pub fn CreateGroup() -> Html {
    let store = use_store();
    let name = use_state(String::new);
    let users = use_list(Call::new("iam", "ListUsers").with("MaxItems", 1000));
    let ticked = use_ticked();
    let policies = use_state(Vec::<String>::new);
    let tried = use_state(|| false);
    let failure = use_state(|| None::<Failure>);
    let group = name.trim().to_owned();
    let create = about("CreateGroup", &group);
    let holder = Holder::Group(group.clone());
    let furnish: Vec<Call> = ticked
        .keys()
        .iter()
        .map(|user| about("AddUserToGroup", &group).with("UserName", user.as_str()))
        .chain(policies.iter().map(|arn| holder.attach(arn)))
        .collect();
    let onsubmit = {
        let (create, furnish, group) = (create.clone(), furnish.clone(), group.clone());
        let (tried, failure) = (tried.setter(), failure.setter());
        Callback::from(move |()| {
            tried.set(true);
            if group.is_empty() {
                return;
            }
            if let Err(error) = store.call(create.clone()) {
                failure.set(Some(error));
                return;
            }
            act::each(&store, furnish.clone(), "The user group was created, but lacks something");
            let page = Route::Group { name: group.clone(), tab: String::new() };
            store.flash(Flash::success(format!("{group} user group created.")).with_link("View group", page));
            store.navigate(&Route::Groups);
        })
    };
    let missing = (*tried && group.is_empty()).then_some("Enter a user group name.");
    let naming = Field::new("User group name")
        .saying("A name that tells who is in the group.")
        .allowing("Maximum 128 characters. Use alphanumeric and '+=,.@-_' characters.")
        .wrong(missing)
        .line(&name, set(&name));
    let table = read(&users, |users| {
        let list = List {
            asked: 2,
            select: Select::Many(ticked.keys(), ticked.setter()),
            filter: "Search users",
            empty: empty("No users", "This account has no IAM users yet.", html! {}),
            ..List::new("Users", &COLUMNS, users.iter().map(user_row).collect())
        };
        list.html()
    });
    let picker = html! { <PolicyPicker selected={(*policies).clone()} onchange={set(&policies)} /> };
    let calls: Vec<Call> = std::iter::once(create).chain(furnish).collect();
    let content = html! {
        <>
            { Head::of_page("Create user group").html() }
            <FormFailure failure={(*failure).clone()} title="The user group could not be created" />
            <Form class="stack" {onsubmit} label="Create user group">
                { panel(Head::new("Name the group"), naming) }
                { flush_panel(Head::new("Add users to the group - optional"), table) }
                { flush_panel(Head::new("Attach permissions policies - optional").saying("You can attach up to 10 managed policies."), picker) }
                if !group.is_empty() {
                    <ShowCli {calls} />
                }
                { end_of_page(Route::Groups, submit("Create user group")) }
            </Form>
        </>
    };
    page(iam_trail(vec![("User groups".into(), Route::Groups)], "Create user group"), content)
}
