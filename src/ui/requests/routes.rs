//! Requests by route: how many, how many failing, how long they took.
//!
//! Does not: count.

use yew::prelude::*;

use super::act;
use crate::{
    protocol::page::{Requests, RouteRow},
    session::{
        Action,
        requests::RequestsAction,
        show::{duration, grouped, share},
    },
};

/// The table.
pub(super) fn routes(answer: &Requests, chosen: Option<&str>, dispatch: &Callback<Action>) -> Html {
    html! {
        <div id="routes" class="requests-routes">
            <table class="table">
                <thead>
                    <tr>
                        <th>{ "route" }</th>
                        <th class="number">{ "requests" }</th>
                        <th class="number">{ "failing" }</th>
                        <th class="number">{ "share" }</th>
                        <th class="number">{ "half within" }</th>
                        <th class="number">{ "99 of 100 within" }</th>
                    </tr>
                </thead>
                <tbody>
                    { for answer.routes.iter().map(|route| row(route, chosen, dispatch)) }
                </tbody>
            </table>
            if answer.routes_total > answer.routes.len() as u64 {
                <p class="panel-note">
                    { format!("the first {} of {}", answer.routes.len(),
                        grouped(answer.routes_total)) }
                </p>
            }
        </div>
    }
}

fn row(route: &RouteRow, chosen: Option<&str>, dispatch: &Callback<Action>) -> Html {
    let choose = act(dispatch, RequestsAction::RouteChosen(Some(route.route.clone())));
    let name = match route.route.as_str() {
        "" => "none named",
        name => name,
    };
    let is_chosen = chosen == Some(route.route.as_str());
    html! {
        <tr key={route.route.clone()} class="table-row" aria-selected={is_chosen.to_string()}
            onclick={choose.clone()}>
            <td class="table-text">
                <button class="difference mono" onclick={choose}>{ name.to_owned() }</button>
            </td>
            <td class="number">{ grouped(route.requests) }</td>
            <td class={classes!("number", (route.failing > 0).then_some("level-error"))}>
                { grouped(route.failing) }
            </td>
            <td class="number">{ share(route.failing, route.requests) }</td>
            <td class="number">{ duration(route.median_nanos) }</td>
            <td class="number">{ duration(route.p99_nanos) }</td>
        </tr>
    }
}
