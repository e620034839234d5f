//! The current state, and the one way to change it: an action, which is taken at once.
//!
//! An action goes through `session::update`; the state that comes of it is [`Current::state`] from
//! then on, its effects are done by the [`Runtime`], and the root hears that there is something new
//! to draw. It does not wait for the framework, which hands messages on when it has drawn what came
//! before: a person's next key may come earlier, and has to meet the state that the last one made.
//!
//! Does not: draw; it says when to.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::{Rc, Weak},
};

use yew::Callback;

use super::runtime::{Intake, Runtime};
use crate::session::{Action, State, update};

/// The state of the page with what does its effects.
pub struct Current {
    state: RefCell<Rc<State>>,
    runtime: RefCell<Runtime>,
    /// Actions that came while another one was taken, as an effect's own answer does.
    waiting: RefCell<VecDeque<Action>>,
    taking: Cell<bool>,
    redraw: Callback<()>,
}

impl Current {
    /// A page on which nothing was done yet, with where its actions go; `redraw` hears of changes.
    #[must_use]
    pub fn new(redraw: Callback<()>) -> (Rc<Current>, Callback<Action>) {
        let mut dispatch = Callback::noop();
        let current = Rc::new_cyclic(|itself: &Weak<Current>| {
            let itself = itself.clone();
            dispatch = Callback::from(move |action| {
                if let Some(current) = itself.upgrade() {
                    current.take(action);
                }
            });
            Current {
                state: RefCell::default(),
                runtime: RefCell::new(Runtime::new(dispatch.clone())),
                waiting: RefCell::default(),
                taking: Cell::default(),
                redraw,
            }
        });
        (current, dispatch)
    }

    /// The state as it is now.
    #[must_use]
    pub fn state(&self) -> Rc<State> {
        Rc::clone(&self.state.borrow())
    }

    /// The way in for files.
    #[must_use]
    pub fn intake(&self) -> Intake {
        self.runtime.borrow().intake()
    }

    /// What the actions until now changed is in the page.
    pub fn drawn(&self) {
        self.runtime.borrow_mut().settle();
    }

    /// Takes an action, and what comes of it; later, where another one is being taken.
    fn take(&self, action: Action) {
        self.waiting.borrow_mut().push_back(action);
        if self.taking.replace(true) {
            return;
        }
        while let Some(action) = self.next() {
            let before = self.state();
            let (after, effects) = update(&before, action);
            let changed = !Rc::ptr_eq(&before, &after);
            self.state.replace(after);
            for effect in effects {
                self.runtime.borrow_mut().run(effect);
            }
            if changed {
                self.redraw.emit(());
            }
        }
        self.taking.set(false);
    }

    fn next(&self) -> Option<Action> {
        self.waiting.borrow_mut().pop_front()
    }
}
