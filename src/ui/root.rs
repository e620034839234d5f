//! The root: draws the current state, part by part.
//!
//! Does not: know what an action does, or take one; see [`super::current`].

use std::rc::Rc;

use yew::prelude::*;

use super::{
    bursts::Bursts,
    compare::Compare,
    current::Current,
    detail::Detail,
    events::Events,
    explain::Explain,
    facets::Facets,
    follow::Follow,
    handover::HandOverDialog,
    help::Help,
    listen::Listeners,
    marks::{MarksPanel, note::NoteDialog},
    metrics::Metrics,
    notes::Notes,
    open::{drop_over, pickers, start::Start},
    own_format::OwnFormatDialog,
    patterns::Patterns,
    requests::RequestsPanel,
    sources::{Sources, chips::Chips},
    status::StatusBar,
    tabs::Tabs,
    timeline::{Timeline, go_to_time::GoToTime},
    top_bar::TopBar,
    zone::ZonePicker,
};
use crate::{
    browser::{address, document, files, page_copy, storage},
    session::{
        Action, ByPtr, State,
        state::{Dialog, Tab, Workers},
    },
};

/// The whole page.
pub struct Root {
    current: Rc<Current>,
    /// What is drawn.
    state: Rc<State>,
    dispatch: Callback<Action>,
    _listeners: Listeners,
}

impl Component for Root {
    /// There is something new to draw.
    type Message = ();
    type Properties = ();

    fn create(ctx: &Context<Root>) -> Root {
        let (current, dispatch) = Current::new(ctx.link().callback(|()| ()));
        let listeners = Listeners::new(&dispatch, current.intake());
        dispatch.emit(Action::Started {
            link: address::remembered()
                .or_else(|| Some(address::hash()).filter(|link| !link.is_empty()))
                .or_else(page_copy::link)
                .unwrap_or_default(),
            prefs: storage::load(),
            example: files::has_example(),
            slice: page_copy::link().is_some(),
        });
        Root { state: current.state(), current, dispatch, _listeners: listeners }
    }

    fn update(&mut self, _: &Context<Root>, (): ()) -> bool {
        let now = self.current.state();
        let changed = !Rc::ptr_eq(&self.state, &now);
        self.state = now;
        changed
    }

    fn view(&self, _: &Context<Root>) -> Html {
        let state = &*self.state;
        html! {
            <>
                { pickers(&self.dispatch, &self.current.intake()) }
                if state.opened() {
                    { self.page() }
                } else {
                    <Start open={ByPtr::from(&state.open)} query={ByPtr::from(&state.query)}
                        view={ByPtr::from(&state.view)}
                        trouble={state.trouble.clone().map(ByPtr)}
                        dispatch={self.dispatch.clone()} />
                }
                { self.dialog() }
                { drop_over(state.open.hovering) }
                { super::notes::notice(state.notice.as_deref()) }
            </>
        }
    }

    fn rendered(&mut self, _: &Context<Root>, first: bool) {
        if first {
            document::mark("ready", Some(&format!("{:.0}", document::now_millis())));
        }
        self.current.drawn();
        let state = &*self.state;
        let started = state.open.workers != Workers::Starting;
        document::mark("workers", Some(if started { "1" } else { "0" }));
        document::mark("records", Some(&state.open.progress.records.to_string()));
        document::mark("matching", Some(&state.query.selected.matching.to_string()));
        document::mark("idle", Some(if state.idle() { "1" } else { "0" }));
    }
}

impl Root {
    fn page(&self) -> Html {
        let state = &*self.state;
        let dispatch = &self.dispatch;
        html! {
            <div class="page">
                <TopBar query={ByPtr::from(&state.query)} view={ByPtr::from(&state.view)}
                    extent={state.timeline.extent} theme={state.prefs.theme}
                    veiled={state.handing.veiled} dispatch={dispatch.clone()} />
                <Chips open={ByPtr::from(&state.open)} dispatch={dispatch.clone()} />
                <Notes trouble={state.trouble.clone().map(ByPtr)} open={ByPtr::from(&state.open)}
                    view={ByPtr::from(&state.view)} dispatch={dispatch.clone()} />
                <Timeline timelines={ByPtr::from(&state.timeline)} view={ByPtr::from(&state.view)}
                    bursts={ByPtr::from(&state.bursts)}
                    explaining={state.explaining.clone().map(ByPtr)}
                    pins={ByPtr::from(&state.pins)} marks={ByPtr::from(&state.marks)}
                    tracks={ByPtr::from(&state.tracks)}
                    filtered={!state.query.shown.is_empty()}
                    theme={state.prefs.theme} done={state.open.progress.done}
                    dispatch={dispatch.clone()} />
                <Facets facets={ByPtr::from(&state.facets)} query={ByPtr::from(&state.query)}
                    dispatch={dispatch.clone()} />
                <main class="middle">
                    <Tabs tab={state.view.tab} counts={state.tab_counts()}
                        folded={state.view.folded} dispatch={dispatch.clone()} />
                    { self.panel() }
                </main>
                if state.detail.open {
                    <Detail detail={ByPtr::from(&state.detail)} view={ByPtr::from(&state.view)}
                        marks={ByPtr::from(&state.marks)}
                        sources={ByPtr::from(&state.rows.sources)} dispatch={dispatch.clone()} />
                } else if let Some(following) = &state.following {
                    <Follow following={ByPtr::from(following)} view={ByPtr::from(&state.view)}
                        marked={state.rows.cursor_key} dispatch={dispatch.clone()} />
                } else if let Some(explaining) = &state.explaining {
                    <Explain explaining={ByPtr::from(explaining)}
                        bursts={ByPtr::from(&state.bursts)} view={ByPtr::from(&state.view)}
                        filtered={!state.query.shown.is_empty()} dispatch={dispatch.clone()} />
                }
                <StatusBar open={ByPtr::from(&state.open)} dispatch={dispatch.clone()} />
            </div>
        }
    }

    fn panel(&self) -> Html {
        let state = &*self.state;
        let dispatch = self.dispatch.clone();
        match state.view.tab {
            Tab::Events => html! {
                <Events rows={ByPtr::from(&state.rows)} view={ByPtr::from(&state.view)}
                    marks={ByPtr::from(&state.marks)}
                    find={ByPtr::from(&state.find)} context={state.context.clone().map(ByPtr)}
                    extent={state.timeline.extent} detail={state.detail.record}
                    filtered={!state.query.shown.is_empty()} reading={!state.open.progress.done}
                    {dispatch} />
            },
            Tab::Patterns => html! {
                <Patterns patterns={ByPtr::from(&state.patterns)} query={ByPtr::from(&state.query)}
                    view={ByPtr::from(&state.view)} {dispatch} />
            },
            Tab::Bursts => {
                let explained = state.explaining.as_ref().and_then(|it| it.burst);
                html! {
                    <Bursts bursts={ByPtr::from(&state.bursts)} {explained}
                        gaps={ByPtr::from(&state.gaps)}
                        view={ByPtr::from(&state.view)} {dispatch} />
                }
            }
            Tab::Compare => html! {
                <Compare compare={ByPtr::from(&state.compare)} open={ByPtr::from(&state.open)}
                    view={ByPtr::from(&state.view)} {dispatch} />
            },
            Tab::Requests => html! {
                <RequestsPanel requests={ByPtr::from(&state.requests)}
                    view={ByPtr::from(&state.view)} extent={state.timeline.extent}
                    done={state.open.progress.done}
                    followed={state.following.as_ref().map(|it| AttrValue::from(it.id.clone()))}
                    {dispatch} />
            },
            Tab::Sources => html! {
                <Sources open={ByPtr::from(&state.open)} view={ByPtr::from(&state.view)}
                    prefs={ByPtr::from(&state.prefs)} {dispatch} />
            },
            Tab::Marks => html! {
                <MarksPanel marks={ByPtr::from(&state.marks)} view={ByPtr::from(&state.view)}
                    {dispatch} />
            },
            Tab::Metrics => html! {
                <Metrics metrics={ByPtr::from(&state.metrics)} tracks={ByPtr::from(&state.tracks)}
                    view={ByPtr::from(&state.view)}
                    facets={ByPtr::from(&state.facets)} extent={state.timeline.extent}
                    theme={state.prefs.theme} {dispatch} />
            },
        }
    }

    fn dialog(&self) -> Html {
        let state = &*self.state;
        let dispatch = self.dispatch.clone();
        match state.view.dialog {
            None => html! {},
            Some(Dialog::Help) => html! {
                <Help open={ByPtr::from(&state.open)} range={state.range_shown()} {dispatch} />
            },
            Some(Dialog::GoToTime) => {
                html! { <GoToTime view={ByPtr::from(&state.view)} {dispatch} /> }
            }
            Some(Dialog::OwnFormat) => match &state.own_format {
                None => html! {},
                Some(editing) => html! {
                    <OwnFormatDialog editing={ByPtr::from(editing)}
                        prefs={ByPtr::from(&state.prefs)} zone={state.view.zone.clone()}
                        source={state.open.name(editing.source).unwrap_or_default().to_owned()}
                        {dispatch} />
                },
            },
            Some(Dialog::Note) => html! {
                <NoteDialog marks={ByPtr::from(&state.marks)} zone={state.view.zone.clone()}
                    {dispatch} />
            },
            Some(Dialog::HandOver) => html! {
                <HandOverDialog handing={ByPtr::from(&state.handing)}
                    prefs={ByPtr::from(&state.prefs)} explained={state.explaining.is_some()}
                    followed={state.following.is_some()} {dispatch} />
            },
            Some(Dialog::Zone) => {
                html! { <ZonePicker view={ByPtr::from(&state.view)} {dispatch} /> }
            }
        }
    }
}
