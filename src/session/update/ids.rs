//! What a person says of kinds of ids: that they name requests, or that they do not.
//!
//! Does not: judge them; the lead does.

use std::rc::Rc;

use super::Step;
use crate::{
    protocol::page::{Command, IdChoice},
    session::{
        Effect,
        effect::Target,
        requests::{RequestsAction, said_words},
        state::Tab,
    },
};

impl Step {
    pub(super) fn act_kinds(&mut self, action: RequestsAction) {
        match action {
            RequestsAction::KindsToggled => self.show_kinds(!self.state.requests.kinds),
            RequestsAction::Said(choice) => self.say(choice),
            RequestsAction::Unsaid(name) => {
                let rest = self.state.view.ids.iter().filter(|choice| choice.name != name);
                self.choose_ids(rest.cloned().collect());
            }
            RequestsAction::SaidOfShown => self.say_of_shown(),
            RequestsAction::Meant { field, id } if !id.trim().is_empty() => {
                self.ask(Command::ClassOf { field, id });
            }
            _ => {}
        }
    }

    /// Shows what can be said of kinds, where requests are listed.
    pub(super) fn show_kinds(&mut self, shown: bool) {
        Rc::make_mut(&mut self.state.requests).kinds = shown;
        if shown {
            self.show_tab(Tab::Requests);
            self.effects.push(Effect::Focus(Target::Kinds));
        }
    }

    /// The key that opens it closes it again, where it is on screen.
    pub(super) fn toggle_kinds(&mut self) {
        let on_screen = self.state.view.tab == Tab::Requests && self.state.requests.kinds;
        self.show_kinds(!on_screen);
    }

    fn say(&mut self, choice: IdChoice) {
        let choice = IdChoice { name: choice.name.replace('…', ""), ..choice };
        self.notice(&said_words(&choice));
        let mut ids = self.state.view.ids.clone();
        ids.retain(|known| known.name != choice.name);
        ids.push(choice);
        self.choose_ids(ids);
    }

    /// Of the class of the id that is followed, else of the one that is listed.
    fn say_of_shown(&mut self) {
        let followed = self.state.following.as_ref().and_then(|it| it.told.as_ref());
        let followed = followed.map(|told| (told.story.class.clone(), told.story.offered));
        let listed = || Some((self.state.requests.class_name()?.to_owned(), true));
        match followed.filter(|(name, _)| !name.is_empty()).or_else(listed) {
            Some((name, offered)) => self.say(IdChoice { name, offered: !offered }),
            None => self.notice("Follow a request first"),
        }
    }

    /// A class was meant: its ids name requests from now on.
    pub(super) fn take_class_of(&mut self, name: Option<String>) {
        match name {
            Some(name) => self.say(IdChoice { name, offered: true }),
            None => self.notice("No id of that kind was found: an id is one word with a digit"),
        }
    }

    /// Lets all that was said be this; the lead's answers follow.
    pub(super) fn choose_ids(&mut self, ids: Vec<IdChoice>) {
        if self.state.view.ids != ids {
            self.view().ids = ids;
            Rc::make_mut(&mut self.state.requests).asked.class = None;
            self.tell_ids();
        }
    }

    /// Tells the lead all that was said; its revision rises then.
    pub(super) fn tell_ids(&mut self) {
        let choices = self.state.view.ids.clone();
        self.ask(Command::ChooseIds { choices });
    }

    /// The same to a lead that was told nothing yet.
    pub(super) fn tell_ids_said(&mut self) {
        if !self.state.view.ids.is_empty() {
            self.tell_ids();
        }
    }
}
