import type { PendingCall } from "local-azure";
import { RotatingKeyPair } from "../../../components/index";
import { argsOf, type Described } from "../../integration/programs/described";
import type { PairChange } from "../../integration/support/photos";
import type { Moment } from "../crash/moment";
import type { Victim } from "../crash/victim";
import { HeldCall } from "../support/heldCall";
import type { MatrixPair } from "../support/matrixPair";
import type { KillEnd, MatrixStack, Up, UpOptions } from "../support/matrixStack";
import { isOfPair } from "../support/ownCalls";
import { type State, Update, type UpdateOptions } from "./update";

/** A stack with one pair that is updated in this process. */
export class PairStack implements MatrixStack {
    #change: PairChange = {};
    #updates = 0;
    #state: State = new Map();
    #underWay: Update | undefined;

    constructor(readonly pair: MatrixPair) {}

    async configure(change: PairChange): Promise<void> {
        this.#change = change;
    }

    up(options: UpdateOptions = {}): Promise<Up> {
        return this.#end(this.#start(options));
    }

    async upKilled(victim: Victim, moment: Moment, options: UpOptions) {
        let killEnd: KillEnd = "missed";
        const kill = (update: Update) => {
            killEnd = "killed";
            update.kill(victim);
        };
        if (moment.kind === "checkpoint") {
            const update = this.#start({
                ...options,
                onSaved: (type) => type === moment.saved && kill(update),
            });
            return { ...(await this.#end(update)), killEnd };
        }
        const held = new HeldCall(this.pair, victim, moment);
        const update = this.#start(options);
        await Promise.race([held.reached, update.end]);
        if (held.isReached) {
            kill(update);
        }
        held.release();
        return { ...(await this.#end(update)), killEnd };
    }

    /** Whether another provider than the product's has a step under way. */
    get isOtherUnderWay(): boolean {
        return this.#underWay?.isOtherUnderWay === true;
    }

    async outputs(type: string, name?: string): ReturnType<MatrixStack["outputs"]> {
        const found = [...this.#state.values()].find(
            (resource) => resource.type.endsWith(type) && (name === undefined || resource.name === name),
        );
        if (found === undefined) {
            throw new Error(`The state has no ${type} ${name ?? ""}`);
        }
        return found.outputs;
    }

    async readState(): Promise<string> {
        return JSON.stringify([...this.#state]);
    }

    async restore(state: string): Promise<void> {
        this.#state = new Map(JSON.parse(state));
    }

    isOwnCall({ client = "", operation }: Pick<PendingCall, "client" | "operation">): boolean {
        const [agent = "", ...others] = client.split(` ${this.pair.name}/`);
        return others.length > 0 && isOfPair({ client: agent, operation });
    }

    #start(options: UpdateOptions): Update {
        const { name } = this.pair;
        const args = argsOf(this.pair.described(this.#change) as Described);
        this.#updates += 1;
        const tag = `${name}/${this.#updates}`;
        this.#underWay = new Update(this.#state, () => new RotatingKeyPair(name, args), { ...options, tag });
        return this.#underWay;
    }

    /** The state of an update at its end is the state from then on. */
    async #end(update: Update): Promise<Up> {
        const { state, output, hasFailed } = await update.end;
        this.#state = state;
        return { output, hasFailed };
    }
}
