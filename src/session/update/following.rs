//! Following a request: what is asked for, what choosing a step does, and handing its inputs on.
//!
//! Does not: find records or write inputs; the lead does.

use std::rc::Rc;

use super::Step;
use crate::{
    protocol::page::{
        Command, IdsAt, LinkedId, RecordKey, Replica, ReplicaTarget, Story, TimeNanos,
    },
    session::{
        Effect,
        asking::Slot,
        effect::Target,
        following::{BEFORE_MAX, FollowAction, Following, Handing, Script, Told},
        state::{DetailShown, Seek, Tab},
    },
};

/// Earlier requests of the same session or user that are written with a request.
const EARLIER_MAX: u32 = 10;

impl Step {
    pub(super) fn act_follow(&mut self, action: FollowAction) {
        match action {
            FollowAction::EventAsked => self.follow_event(),
            FollowAction::FailingAsked => self.follow_failing(),
            FollowAction::Chosen(id) => self.follow_id(id),
            FollowAction::GoodAsked => self.follow_good(),
            FollowAction::BackAsked => self.follow_back(),
            FollowAction::Closed => self.close_story(),
            FollowAction::StepChosen(step) => self.choose_step(step),
            FollowAction::BesideToggled => self.toggle_beside(),
            FollowAction::PairChosen(row) => self.choose_pair(row),
            FollowAction::Stepped { forward } => self.step_story(forward),
            FollowAction::GapStepped { forward } => self.step_story_gap(forward),
            FollowAction::LinkedToggled => self.change_story(|it| it.linked = !it.linked),
            FollowAction::Handed(handing) => self.hand(handing),
            FollowAction::MaskToggled => {
                self.change_story(|it| it.unmasked = !it.unmasked);
                self.ask_inputs(ReplicaTarget::Curl);
            }
        }
    }

    fn change_story(&mut self, change: impl FnOnce(&mut Following)) {
        if let Some(following) = &mut self.state.following {
            change(Rc::make_mut(following));
        }
    }

    /// Follows the best id of the event at hand.
    fn follow_event(&mut self) {
        match self.record_at_hand() {
            Some(record) => self.ask(Command::IdsOf(IdsAt::Record(record))),
            None => self.notice("Mark an event first"),
        }
    }

    /// Follows a failing request of the burst that is explained, or of the strongest one.
    fn follow_failing(&mut self) {
        let explained = self.state.explaining.as_ref().map(|explaining| explaining.range);
        let strongest = || self.state.bursts.listed().first().map(|burst| burst.range);
        match explained.or_else(strongest) {
            Some(range) => self.ask(Command::IdsOf(IdsAt::FailingWithin(range))),
            None => self.notice("Explain a burst first"),
        }
    }

    /// The ids of an event are there, the best first.
    pub(super) fn take_ids_of(&mut self, asked: &Command, ids: Vec<LinkedId>) {
        let Some(best) = ids.first() else {
            let failing = matches!(asked, Command::IdsOf(IdsAt::FailingWithin(_)));
            return self.notice(match failing {
                true => "No failing request with an id was found there",
                false => "No id was found in this event",
            });
        };
        let time = self
            .state
            .timeline
            .cursor
            .filter(|_| matches!(asked, Command::IdsOf(IdsAt::Record(_))));
        self.follow_id_near(best.id.clone(), time);
        self.change_story(|it| it.offered = ids);
    }

    /// Follows an id; the way back leads to the one that was followed before.
    pub(super) fn follow_id(&mut self, id: String) {
        self.follow_id_near(id, None);
    }

    /// The same of the request that was nearest to a time.
    pub(super) fn follow_id_near(&mut self, id: String, near: Option<TimeNanos>) {
        let mut next = Following { near, ..Following::of(id) };
        if let Some(old) = &self.state.following {
            next.before.clone_from(&old.before);
            next.told.clone_from(&old.told);
            next.unmasked = old.unmasked;
            next.linked = old.linked;
            next.beside = old.beside;
            if old.id != next.id {
                next.before.push(old.id.clone());
            } else {
                next.script.clone_from(&old.script);
            }
            let over = next.before.len().saturating_sub(BEFORE_MAX);
            next.before.drain(..over);
        }
        self.show_story(next);
    }

    fn show_story(&mut self, mut next: Following) {
        let marked = self.state.rows.cursor_key;
        let same = self.state.following.as_ref().is_some_and(|old| old.near == next.near);
        if let Some(told) = next.told.clone().filter(|_| next.fresh() && same) {
            next.step = marked.and_then(|record| told.step_of(record));
        } else {
            Rc::make_mut(&mut self.state.asking).untell(Slot::Story);
        }
        self.state.following = Some(Rc::new(next));
        self.state.detail = Rc::new(DetailShown::default());
        self.ask_story();
    }

    /// Goes to the good request that it is compared with; from there back.
    fn follow_good(&mut self) {
        let Some(following) = self.state.following.clone() else {
            return self.notice("Follow a request first");
        };
        if following.is_good {
            return self.follow_back();
        }
        match following.versus().filter(|versus| !versus.good.is_empty()) {
            Some(versus) => {
                self.follow_id(versus.good.clone());
                self.change_story(|it| it.is_good = true);
            }
            None => self.notice("No good request is known to compare it with"),
        }
    }

    /// Follows what a link says, or nothing.
    pub(super) fn follow_wanted(&mut self, id: Option<String>) {
        let followed = self.state.following.as_ref().map(|following| &following.id);
        if followed != id.as_ref() {
            let before = followed.cloned();
            self.state.following = id.map(|id| {
                let mut next = Following::of(id);
                let back = before.filter(|before| *before != next.id);
                next.before.extend(back);
                Rc::new(next)
            });
            Rc::make_mut(&mut self.state.asking).untell(Slot::Story);
        }
    }

    fn follow_back(&mut self) {
        let Some(old) = self.state.following.clone() else { return };
        let mut before = old.before.clone();
        let Some(id) = before.pop() else { return self.notice("No other id was followed before") };
        let told = old.told.clone();
        let (unmasked, linked, beside) = (old.unmasked, old.linked, old.beside);
        let rest = Following { unmasked, linked, beside, ..Following::default() };
        self.show_story(Following { id, before, told, ..rest });
    }

    pub(super) fn close_story(&mut self) {
        self.state.following = None;
        self.effects.push(Effect::Focus(Target::Events));
    }

    /// Asks for the story that is on screen, where it may have changed.
    pub(super) fn ask_story(&mut self) {
        let Some(following) = &self.state.following else { return };
        if !self.state.open.progress.done && following.fresh() {
            return; // once more when all is read
        }
        let command = Command::Follow { id: following.id.clone(), near: following.near };
        self.ask_once(command, false);
    }

    pub(super) fn take_story(&mut self, story: Story) {
        let Some(following) = &mut self.state.following else { return };
        if following.id != story.id {
            return;
        }
        let following = Rc::make_mut(following);
        let told = Told::of(story);
        let marked = self.state.rows.cursor_key;
        following.step = marked.and_then(|record| told.step_of(record));
        following.skewed = told.skew_words(&self.state.open);
        following.told = Some(Rc::new(told));
        if following.handing.is_none() {
            self.ask_inputs(ReplicaTarget::Curl);
        }
        self.ask_clocks();
    }

    /// Says anew whether clocks differ among the sources of the story.
    pub(super) fn say_skew(&mut self) {
        let Some(following) = &self.state.following else { return };
        let told = following.told.clone();
        let skewed = told.and_then(|told| told.skew_words(&self.state.open));
        if following.skewed != skewed {
            self.change_story(|it| it.skewed = skewed);
        }
    }

    /// Marks the event of a step in the list.
    fn choose_step(&mut self, step: usize) {
        let told = self.state.following.as_ref().and_then(|it| it.told.clone());
        let Some(record) = told.and_then(|told| Some(told.story.steps.get(step)?.record)) else {
            return;
        };
        self.change_story(|it| {
            it.step = Some(step);
            it.pair = it.told.as_ref().and_then(|told| told.beside.as_ref()?.row_of(step));
        });
        self.mark_record(record);
    }

    /// Marks a record where the list holds it, without opening it.
    pub(super) fn mark_record(&mut self, record: RecordKey) {
        self.show_tab(Tab::Events);
        if self.state.detail.open {
            self.show_detail(record);
        }
        self.rows().seek = Some(Seek::Go);
        self.ask(Command::RankOfRecord { record });
    }

    fn step_story(&mut self, forward: bool) {
        let Some(following) = &self.state.following else {
            return self.notice("Follow a request first");
        };
        let beside = following.beside().map(|beside| beside.pairs.len());
        let (count, now) = match beside {
            Some(rows) => (rows, following.pair),
            None => {
                let steps = following.told.as_ref().map_or(0, |told| told.story.steps.len());
                (steps, following.step)
            }
        };
        let next = match now {
            Some(step) if forward => step + 1,
            Some(step) => step.saturating_sub(1),
            None if forward => 0,
            None => count.saturating_sub(1),
        };
        match (count.checked_sub(1), beside) {
            (Some(last), Some(_)) => self.choose_pair(next.min(last)),
            (Some(last), None) => self.choose_step(next.min(last)),
            (None, _) => {}
        }
    }

    /// Shows the good one beside it, or no longer.
    fn toggle_beside(&mut self) {
        let Some(following) = &self.state.following else {
            return self.notice("Follow a request first");
        };
        if following.versus().is_none() {
            return self.notice("No good request is known to compare it with");
        }
        self.change_story(|it| {
            it.beside = !it.beside;
            let row = |step| it.told.as_ref()?.beside.as_ref()?.row_of(step);
            it.pair = it.step.and_then(row);
        });
    }

    /// Marks the event of a row of both: of the request at hand, else of the good one.
    fn choose_pair(&mut self, row: usize) {
        let told = self.state.following.as_ref().and_then(|it| it.told.clone());
        let Some((told, beside)) = told.as_ref().and_then(|it| Some((it, it.beside.as_ref()?)))
        else {
            return;
        };
        let Some(record) = beside.record(&told.story, row) else { return };
        let step = beside.pairs.get(row).and_then(|pair| pair.own);
        self.change_story(|it| {
            it.pair = Some(row);
            it.step = step.or(it.step);
        });
        self.mark_record(record);
    }

    /// Marks the step after the next gap.
    fn step_story_gap(&mut self, forward: bool) {
        let Some(following) = &self.state.following else {
            return self.notice("Follow a request first");
        };
        let step = following.step;
        match following.told.as_ref().and_then(|told| told.gap_from(step, forward)) {
            Some(step) => self.choose_step(step),
            None => self.notice("No long gap between its steps"),
        }
    }

    /// Copies or saves the inputs, as soon as they are written.
    fn hand(&mut self, handing: Handing) {
        let Some(following) = self.state.following.clone() else {
            return self.notice("Follow a request first");
        };
        match following.written(handing.target) {
            Some(written) => self.hand_written(handing, &written.clone()),
            None => {
                self.change_story(|it| it.handing = Some(handing));
                self.ask_inputs(handing.target);
            }
        }
    }

    fn ask_inputs(&mut self, target: ReplicaTarget) {
        let Some(following) = &self.state.following else { return };
        let (id, unmasked) = (following.id.clone(), following.unmasked);
        let command = Command::Replicate { id, target, unmasked, earlier_max: EARLIER_MAX };
        self.ask(command);
    }

    pub(super) fn take_replica(&mut self, asked: &Command, replica: Replica) {
        let Command::Replicate { unmasked, .. } = *asked else { return };
        let Some(following) = &mut self.state.following else { return };
        if following.id != replica.id {
            return;
        }
        let following = Rc::make_mut(following);
        let handing = following.handing.filter(|handing| handing.target == replica.target);
        let replica = Rc::new(replica);
        let is_script = replica.target == ReplicaTarget::Curl;
        if is_script {
            following.script = Some(Script { replica: Rc::clone(&replica), unmasked });
        }
        let script_known = following.script.is_some();
        if let Some(handing) = handing {
            following.handing = None;
            self.hand_written(handing, &replica);
        }
        if !script_known {
            self.ask_inputs(ReplicaTarget::Curl);
        }
    }

    fn hand_written(&mut self, handing: Handing, replica: &Replica) {
        if replica.text.is_empty() {
            return self.notice("No record of it names a method and a path");
        }
        let text = replica.text.clone();
        self.effects.push(match handing.saved {
            true => Effect::SaveFile { name: replica.file_name.clone(), text },
            false => Effect::Copy(text),
        });
    }
}
