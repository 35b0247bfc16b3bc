//! Creating a bucket.

use super::name_rules::broken_rule;
use super::regions;
use crate::route::Route;
use crate::store::{Flash, use_store};
use crate::ui::{
    Breadcrumbs, Button, ButtonVariant, Choice, Container, Crumb, DeniedStyle, Form, FormFailure, FormField,
    Header, LinkTo, Select, ShowCli, TextInput,
};
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
    let choices = regions::REGIONS.iter().map(|(_, code)| Choice::new(*code, regions::title(code)));
    let crumbs = vec![
        Crumb::to("Amazon S3", Route::Buckets),
        Crumb::to("Buckets", Route::Buckets),
        Crumb::here("Create bucket"),
    ];
    html! {
        <div class="stack">
            <Breadcrumbs items={crumbs} />
            <Header
                level={1}
                title="Create bucket"
                description={html! { { "Buckets are containers for data stored in S3." } }}
            />
            <FormFailure failure={(*failure).clone()} title="The bucket could not be created" style={DeniedStyle::S3 { title: "You don't have permissions to create buckets".into() }} />
            <Form class="stack" {onsubmit} label="Create bucket">
                <Container header={html! { <Header title="General configuration" /> }}>
                    <div class="stack">
                        <FormField label="AWS Region" description="Where the bucket's data is kept.">
                            <Select
                                value={(*region).clone()}
                                choices={choices.collect::<Vec<_>>()}
                                onchange={let region = region.setter(); move |code| region.set(code)}
                            />
                        </FormField>
                        <FormField
                            label="Bucket name"
                            description="No other bucket in all of AWS may have the name."
                            constraint="3 to 63 characters: lowercase letters, numbers, periods and hyphens; begins and ends with a letter or number."
                            error={broken.filter(|_| *tried).unwrap_or_default()}
                        >
                            <TextInput
                                value={(*name).clone()}
                                oninput={let name = name.setter(); move |text| name.set(text)}
                                placeholder="myawsbucket"
                            />
                        </FormField>
                    </div>
                </Container>
                <Container header={html! { <Header title="Block Public Access settings for this bucket" /> }}>
                    <p>
                        { "Block all public access is on, as for every new bucket in AWS. The bucket also has ACLs disabled and encrypts what is stored. The playground does not simulate other settings yet." }
                    </p>
                </Container>
                <ShowCli calls={vec![call]} />
                <div class="button-row button-row-end">
                    <LinkTo route={Route::Buckets} button={ButtonVariant::Link}>{ "Cancel" }</LinkTo>
                    <Button variant={ButtonVariant::Primary} submit=true>{ "Create bucket" }</Button>
                </div>
            </Form>
        </div>
    }
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
