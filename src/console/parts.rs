//! What pages are put together from. Functions rather than components where nothing is remembered: each
//! component costs its share of the first load.

use crate::route::Route;
use crate::store::{Store, use_reads};
use crate::ui::{
    Breadcrumbs, Button, ButtonVariant, Cell, CellDenied, Column, Container, Crumb, Empty, Failed, FormField,
    Header, KeyValue, KeyValues, LinkTo, RefreshButton, Row, Selection, Table, TextArea, TextInput,
};
use cloud::Failure;
use std::rc::Rc;
use yew::prelude::*;

/// The head of a page or of a part of it.
#[derive(Default)]
pub struct Head {
    title: AttrValue,
    counter: Option<usize>,
    description: AttrValue,
    actions: Html,
    level: u8,
}

impl Head {
    /// The head of a part.
    pub fn new(title: impl Into<AttrValue>) -> Self {
        Self { title: title.into(), level: 2, ..Self::default() }
    }

    /// The head of a page.
    pub fn of_page(title: impl Into<AttrValue>) -> Self {
        Self { level: 1, ..Self::new(title) }
    }

    /// With how many there are, if that is known.
    #[must_use]
    pub fn counting(self, counter: Option<usize>) -> Self {
        Self { counter, ..self }
    }

    /// With a sentence below.
    #[must_use]
    pub fn saying(self, description: impl Into<AttrValue>) -> Self {
        Self { description: description.into(), ..self }
    }

    /// With buttons.
    #[must_use]
    pub fn with(self, actions: Html) -> Self {
        Self { actions, ..self }
    }

    /// The head by itself.
    pub fn html(self) -> Html {
        let Self { title, counter, description, actions, level } = self;
        html! { <Header {title} {counter} description={html! { { description } }} {actions} {level} /> }
    }
}

/// A page: where it stands, and its content.
pub fn page(crumbs: Vec<Crumb>, content: Html) -> Html {
    html! { <div class="stack"><Breadcrumbs items={crumbs} />{ content }</div> }
}

/// The way to a page of IAM: through pages with their titles, to the page itself.
pub fn iam_trail(way: Vec<(AttrValue, Route)>, here: impl Into<AttrValue>) -> Vec<Crumb> {
    let mut crumbs = vec![Crumb::to("IAM", Route::Iam)];
    crumbs.extend(way.into_iter().map(|(title, route)| Crumb::to(title, route)));
    crumbs.push(Crumb::here(here));
    crumbs
}

/// A framed part of a page.
pub fn panel(head: Head, content: Html) -> Html {
    html! { <Container header={head.html()}>{ content }</Container> }
}

/// A framed part of a page whose content, a table, reaches the edges.
pub fn flush_panel(head: Head, content: Html) -> Html {
    html! { <Container header={head.html()} flush=true>{ content }</Container> }
}

/// A framed part with names and values.
pub fn facts(head: Head, items: Vec<KeyValue>) -> Html {
    panel(head, html! { <KeyValues {items} /> })
}

/// What was read, or why it could not be.
pub fn read<T>(read: &Result<T, Failure>, show: impl FnOnce(&T) -> Html) -> Html {
    match read {
        Ok(value) => show(value),
        Err(failure) => failed(failure),
    }
}

/// Why something could not be read.
pub fn failed(failure: &Failure) -> Html {
    html! { <Failed failure={failure.clone()} /> }
}

/// The same in a cell or a short value.
pub fn cell_denied(failure: &Failure) -> Html {
    html! { <CellDenied failure={failure.clone()} /> }
}

/// A button.
pub fn button(title: &'static str, onclick: Callback<()>) -> Html {
    button_if(true, title, onclick)
}

/// A button that can be used only if `enabled`.
pub fn button_if(enabled: bool, title: &'static str, onclick: Callback<()>) -> Html {
    html! { <Button disabled={!enabled} onclick={onclick.reform(|_| ())}>{ title }</Button> }
}

/// A button whose title alone does not say what it does.
pub fn labelled_button(title: &'static str, label: &'static str, onclick: Callback<()>) -> Html {
    labelled_button_if(true, title, label, onclick)
}

/// The same, usable only if `enabled`.
pub fn labelled_button_if(
    enabled: bool,
    title: &'static str,
    label: &'static str,
    onclick: Callback<()>,
) -> Html {
    html! { <Button disabled={!enabled} {label} onclick={onclick.reform(|_| ())}>{ title }</Button> }
}

/// The button that a page is for, at its end.
pub fn primary_if(enabled: bool, title: &'static str, onclick: Callback<()>) -> Html {
    html! {
        <Button variant={ButtonVariant::Primary} disabled={!enabled} onclick={onclick.reform(|_| ())}>
            { title }
        </Button>
    }
}

/// The button that submits the form it stands in.
pub fn submit(title: &'static str) -> Html {
    html! { <Button variant={ButtonVariant::Primary} submit=true>{ title }</Button> }
}

/// Several buttons in a row.
pub fn buttons<const N: usize>(buttons: [Html; N]) -> Html {
    buttons.into_iter().collect()
}

/// A button that reads all panes anew.
pub fn refresh() -> Html {
    html! { <RefreshButton /> }
}

/// A link that looks like a button.
pub fn link_button(title: &'static str, route: Route) -> Html {
    html! { <LinkTo {route} button={ButtonVariant::Normal}>{ title }</LinkTo> }
}

/// A link that looks like the button that a page is for.
pub fn primary_link(title: &'static str, route: Route) -> Html {
    html! { <LinkTo {route} button={ButtonVariant::Primary}>{ title }</LinkTo> }
}

/// A link within text.
pub fn link(title: impl Into<AttrValue>, route: Route) -> Html {
    html! { <LinkTo {route}>{ title.into() }</LinkTo> }
}

/// The buttons at the end of a page that is filled in: away without doing anything, and on.
pub fn end_of_page(back: Route, on: Html) -> Html {
    html! {
        <div class="button-row button-row-end">
            <LinkTo route={back} button={ButtonVariant::Link}>{ "Cancel" }</LinkTo>
            { on }
        </div>
    }
}

/// The buttons at the end of a dialog that is filled in.
pub fn end_of_dialog(close: &Callback<()>, action: &'static str, ready: bool) -> Html {
    html! {
        <>
            <Button variant={ButtonVariant::Link} onclick={close.reform(|_| ())}>{ "Cancel" }</Button>
            <Button variant={ButtonVariant::Primary} submit=true disabled={!ready}>{ action }</Button>
        </>
    }
}

/// The button at the end of a dialog that only tells something.
pub fn close_button(close: &Callback<()>) -> Html {
    primary_if(true, "Close", close.clone())
}

/// What there is to say about a field.
#[derive(Default)]
pub struct Field {
    label: AttrValue,
    description: Option<AttrValue>,
    constraint: Option<AttrValue>,
    error: Option<AttrValue>,
}

impl Field {
    /// A field.
    pub fn new(label: impl Into<AttrValue>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }

    /// With a sentence below its label.
    #[must_use]
    pub fn saying(self, description: &'static str) -> Self {
        Self { description: Some(description.into()), ..self }
    }

    /// With what is allowed in it.
    #[must_use]
    pub fn allowing(self, constraint: &'static str) -> Self {
        Self { constraint: Some(constraint.into()), ..self }
    }

    /// With what is wrong with it, if anything is.
    #[must_use]
    pub fn wrong(self, error: Option<impl Into<AttrValue>>) -> Self {
        Self { error: error.map(Into::into), ..self }
    }

    /// Around a control.
    pub fn around(self, control: Html) -> Html {
        let Self { label, description, constraint, error } = self;
        html! { <FormField {label} {description} {constraint} {error}>{ control }</FormField> }
    }

    /// For a line of text.
    pub fn line(self, value: &str, oninput: Callback<String>) -> Html {
        self.around(html! { <TextInput value={value.to_owned()} {oninput} /> })
    }

    /// For a few lines of text.
    pub fn lines(self, value: &str, oninput: Callback<String>) -> Html {
        self.around(html! { <TextArea value={value.to_owned()} {oninput} /> })
    }
}

/// How rows of a list are selected: what is, and who is told of changes.
pub enum Select {
    /// Not at all.
    None,
    /// One at most.
    One(Vec<AttrValue>, Callback<Vec<AttrValue>>),
    /// Any number.
    Many(Vec<AttrValue>, Callback<Vec<AttrValue>>),
}

/// A table.
pub struct List<'a> {
    /// What it is of.
    pub label: &'static str,
    /// The headings.
    pub columns: &'a [&'static str],
    /// How many of the last columns are asked for row by row, so that rows cannot be sorted by them.
    pub asked: usize,
    /// The rows.
    pub rows: Vec<Row>,
    /// How they are selected.
    pub select: Select,
    /// The name of the search box; empty for none.
    pub filter: &'static str,
    /// What stands beside it.
    pub tools: Html,
    /// What stands in the place of no rows.
    pub empty: Html,
}

impl<'a> List<'a> {
    /// A table without selection, search box and tools.
    pub fn new(label: &'static str, columns: &'a [&'static str], rows: Vec<Row>) -> Self {
        let (tools, empty) = (Html::default(), Html::default());
        Self { label, columns, asked: 0, rows, select: Select::None, filter: "", tools, empty }
    }

    /// The table.
    pub fn html(self) -> Html {
        let sortable = self.columns.len().saturating_sub(self.asked);
        let column = |(index, title): (usize, &&'static str)| {
            if index < sortable { Column::new(*title) } else { Column::unsorted(*title) }
        };
        let (selection, selected, onselect) = match self.select {
            Select::None => (Selection::None, Vec::new(), Callback::noop()),
            Select::One(selected, onselect) => (Selection::Single, selected, onselect),
            Select::Many(selected, onselect) => (Selection::Multi, selected, onselect),
        };
        html! {
            <Table
                label={self.label}
                columns={self.columns.iter().enumerate().map(column).collect::<Vec<_>>()}
                rows={self.rows}
                {selection}
                {selected}
                {onselect}
                filter={(!self.filter.is_empty()).then_some(self.filter)}
                tools={self.tools}
                empty={self.empty}
            />
        }
    }
}

/// What stands in the place of no rows.
pub fn empty(title: &'static str, text: &'static str, action: Html) -> Html {
    html! { <Empty {title} {text} {action} /> }
}

/// A cell whose content is asked for when its row is shown; see [`ask`].
pub fn asked_cell(about: String, show: impl Fn(&Store) -> Html + 'static) -> Cell {
    Cell::new("", ask(about, show))
}

/// Properties of [`Ask`].
#[derive(Properties)]
struct AskProps {
    about: String,
    show: Rc<dyn Fn(&Store) -> Html>,
}

impl PartialEq for AskProps {
    fn eq(&self, other: &Self) -> bool {
        self.about == other.about
    }
}

#[component]
fn Ask(props: &AskProps) -> Html {
    let show = Rc::clone(&props.show);
    let shown = use_reads(props.about.clone(), move |store, _| show(store));
    html! { <span>{ (*shown).clone() }</span> }
}

/// Something that makes calls of its own when it comes on the page, and again when their answers may have
/// changed. `about` says all that `show` depends on besides those calls.
pub fn ask(about: String, show: impl Fn(&Store) -> Html + 'static) -> Html {
    html! { <Ask key={about.clone()} about={about.clone()} show={Rc::new(show) as Rc<dyn Fn(&Store) -> Html>} /> }
}
