import { isSameSwitch } from "../../../components/lifecycle/decideRetirement";
import type { Core } from "../core";
import { edited } from "../events/event";
import { clockSetBack, givenForeignKey, movedByHand, regeneratedByHand } from "../events/hands";
import { placesOf, wavesOf } from "../pairShape";
import { Violation } from "../violation";
import { type UpdateResult, update } from "../world/update";
import { QUIET, type UpdateOptions } from "../world/updateOptions";
import { type Id, type Program, SLOTS, type SlotIndex, slotIndex, TICK_MS, type World } from "../world/world";

/** A world in which a scene is played, and the expectations for it. */
export class Stage {
    constructor(
        /** The rule that the scene is about. */
        private readonly rule: string,
        private now: World,
        private readonly core: Core,
    ) {}

    get world(): World {
        return this.now;
    }

    get active(): SlotIndex {
        return slotIndex(this.rotation.active.slot);
    }

    get standby(): SlotIndex {
        return this.active === 0 ? 1 : 0;
    }

    get rotation() {
        const { rotation } = this.now.checkpoint;
        if (rotation === undefined) {
            throw new Violation(this.rule, "there is no pair any more");
        }
        return rotation;
    }

    get isSettled(): boolean {
        const { retirement } = this.now.checkpoint;
        return retirement?.settled === true && isSameSwitch(retirement, this.rotation);
    }

    /** Goes back to where a part of the scene began. */
    reset(world: World): void {
        this.now = world;
    }

    /** The user changes the program. */
    edit(changes: Partial<Program>): void {
        this.now = edited(this.now, changes);
    }

    /** The user changes the trigger; returns it. */
    bump(): Id {
        const trigger = this.now.fresh;
        this.edit({ trigger });
        return trigger;
    }

    gate(gate: World["gate"]): void {
        this.now = { ...this.now, gate };
    }

    use(use: World["use"]): void {
        this.now = { ...this.now, use };
    }

    /** A place that nobody registered takes the key of a slot. */
    takenBySomebody(slot: SlotIndex): void {
        this.now = { ...this.now, stranger: this.now.services[this.now.program.source][slot] };
    }

    giveForeignKey(place: number): void {
        this.now = givenForeignKey(this.now, place) ?? this.now;
    }

    timePasses(ticks: number): void {
        this.now = { ...this.now, now: this.now.now + ticks * TICK_MS };
    }

    clockIsSetBack(ticks: number): void {
        for (let tick = 0; tick < ticks; tick++) {
            this.now = clockSetBack(this.now);
        }
    }

    /** Until the last wave has the active key, where the others have it. */
    wavesPass(): void {
        const { shape } = this.now;
        for (const wave of wavesOf(shape).slice(1)) {
            this.timePasses(shape.soakTicks ?? 0);
            this.up();
            this.expectWave(wave, true);
        }
    }

    regenerateByHand(slot: SlotIndex): void {
        this.now = regeneratedByHand(this.now, slot);
    }

    moveByHand(place: number): void {
        this.now = movedByHand(this.now, place) ?? this.now;
    }

    up(options: UpdateOptions = QUIET): UpdateResult {
        const result = update(this.now, this.core, options);
        this.now = result.world;
        return result;
    }

    /** An update that is expected to end well, with as many regenerates. */
    goodUp(regenerates: number, options: UpdateOptions = QUIET): UpdateResult {
        const result = this.up(options);
        this.expect(!result.failed, `an update fails: ${result.messages.join("; ")}`);
        this.expectRegenerates(result, regenerates);
        return result;
    }

    /** An update that is expected to stop with a message, and with as many regenerates. */
    refusedUp(regenerates: number, message: RegExp, options: UpdateOptions = QUIET): void {
        const result = this.up(options);
        this.expect(result.failed, "an update does not fail");
        this.expectRegenerates(result, regenerates);
        this.expectMessage(result, message);
    }

    expectMessage({ messages }: UpdateResult, message: RegExp): void {
        const isSaid = messages.some((said) => message.test(said));
        this.expect(isSaid, `an update says "${messages.join("; ")}" instead of ${message.source}`);
    }

    expectAllHold(key: Id): void {
        const place = this.now.consumers.findIndex((consumer) => consumer.key !== key);
        this.expect(place < 0, `consumer ${place} is not on the key it should be on`);
    }

    /** Whether the consumers of a wave have the active key, or still another one. */
    expectWave(wave: number, isOnActive: boolean): void {
        const key = Number(this.rotation.active.fingerprint);
        const places = placesOf(this.now.shape, wave);
        const isSo = places.every((place) => (this.now.consumers[place]?.key === key) === isOnActive);
        this.expect(isSo, `wave ${wave} has ${isOnActive ? "not yet" : "already"} the active key`);
    }

    expectOn(slot: SlotIndex): void {
        this.expect(this.active === slot, `the pair is not on ${SLOTS[slot]}`);
    }

    expectSettled(isSettled: boolean): void {
        this.expect(this.isSettled === isSettled, `the pair says that it is${isSettled ? " not" : ""} settled`);
    }

    expect(isSo: boolean, otherwise: string): void {
        if (!isSo) {
            throw new Violation(this.rule, otherwise);
        }
    }

    private expectRegenerates({ regenerates, messages }: UpdateResult, expected: number): void {
        const said = messages.join("; ");
        this.expect(regenerates === expected, `an update makes ${regenerates} regenerates, not ${expected}: ${said}`);
    }
}
