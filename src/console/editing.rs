//! Forms that edit a draft which their owner keeps.

use yew::Callback;

/// A callback that sets a part of a copy of `draft` and hands the copy to `onchange`.
pub fn editing<D, T>(draft: &D, onchange: &Callback<D>, set: fn(&mut D, T)) -> Callback<T>
where
    D: Clone + 'static,
    T: 'static,
{
    let (draft, onchange) = (draft.clone(), onchange.clone());
    Callback::from(move |value| {
        let mut draft = draft.clone();
        set(&mut draft, value);
        onchange.emit(draft);
    })
}
