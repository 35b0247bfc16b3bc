//! Creating a bucket.

use super::name_rules::broken_rule;
use super::regions;
use crate::console::parts::{Field, Head, end_of_page, page, panel, submit};
use crate::console::states::set;
use crate::route::Route;
use crate::store::{Flash, use_store};
use crate::ui::{Choice, Crumb, DeniedStyle, Form, FormFailure, Select, ShowCli};
use cloud::{Call, Failure};
use serde_json::json;
use yew::prelude::*;

/// us-east-1 must not be named as a constraint; all others must.
fn call(name: &str, region: &str) -> Call {
    let call = Call::new("s3", "CreateBucket").with("Bucket", name).in_region(region);
    if region == "us-east-1" {
        call
    } else {
        call.with("CreateBucketConfiguration", json!({ "LocationConstraint": region }))
    }
}

/// The page.
#[component]
pub fn CreateBucket() -> Html {
    let store = use_store();
    let name = use_state(String::new);
    let region =
        use_state(|| store.identity().map_or_else(|| "us-east-1".to_owned(), |identity| identity.region));
    // The rule is shown once the learner has tried to create the bucket, not while they are still typing.
    let tried = use_state(|| false);
    let failure = use_state(|| None::<Failure>);
    let broken = broken_rule(name.trim());
    let call = call(name.trim(), &region);
    let onsubmit = {
        let (call, broken, tried, failure) = (call.clone(), broken.clone(), tried.setter(), failure.setter());
        let name = name.trim().to_owned();
        Callback::from(move |()| {
            tried.set(true);
            if broken.is_some() {
                return;
            }
            match store.call(call.clone()) {
                Ok(_) => {
                    let page = Route::Bucket { name: name.clone(), prefix: String::new() };
                    let done = format!("Successfully created bucket \"{name}\"");
                    store.flash(Flash::success(done).with_link("View details", page));
                    store.navigate(&Route::Buckets);
                }
                Err(error) => failure.set(Some(error)),
            }
        })
    };
    let choices: Vec<Choice> =
        regions::REGIONS.iter().map(|(_, code)| Choice::new(*code, regions::title(code))).collect();
    let general = html! {
        <div class="stack">
            { Field::new("AWS Region")
                .saying("Where the bucket's data is kept.")
                .around(html! { <Select value={(*region).clone()} {choices} onchange={set(&region)} /> }) }
            { Field::new("Bucket name")
                .saying("No other bucket in all of AWS may have the name.")
                .allowing("3 to 63 characters: lowercase letters, numbers, periods and hyphens; begins and ends with a letter or number.")
                .wrong(broken.filter(|_| *tried))
                .line(&name, set(&name)) }
        </div>
    };
    let settings = html! {
        <p>
            { "Block all public access is on, as for every new bucket in AWS. The bucket also has ACLs disabled and \
               encrypts what is stored. The playground does not simulate other settings yet." }
        </p>
    };
    let style = DeniedStyle::S3 { title: "You don't have permissions to create buckets".into() };
    let content = html! {
        <>
            { Head::of_page("Create bucket").saying("Buckets are containers for data stored in S3.").html() }
            <FormFailure failure={(*failure).clone()} title="The bucket could not be created" {style} />
            <Form class="stack" {onsubmit} label="Create bucket">
                { panel(Head::new("General configuration"), general) }
                { panel(Head::new("Block Public Access settings for this bucket"), settings) }
                <ShowCli calls={vec![call]} />
                { end_of_page(Route::Buckets, submit("Create bucket")) }
            </Form>
        </>
    };
    let crumbs = vec![
        Crumb::to("Amazon S3", Route::Buckets),
        Crumb::to("Buckets", Route::Buckets),
        Crumb::here("Create bucket"),
    ];
    page(crumbs, content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_other_regions_are_named() {
        assert!(!call("b", "us-east-1").params.contains_key("CreateBucketConfiguration"));
        let frankfurt = call("b", "eu-central-1");
        assert_eq!(frankfurt.region, "eu-central-1");
        assert_eq!(
            frankfurt.params["CreateBucketConfiguration"],
            json!({"LocationConstraint": "eu-central-1"})
        );
    }
}
