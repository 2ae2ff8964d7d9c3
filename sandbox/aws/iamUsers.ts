import { randomBytes, randomInt } from "node:crypto";

/** An access key as IAM keeps it. */
export interface AccessKey {
    readonly id: string;
    readonly secret: string;
    readonly createdAt: Date;
    status: "Active" | "Inactive";
}

/** A refusal in IAM's own words. */
export class IamError extends Error {
    constructor(
        readonly status: number,
        readonly code: string,
        message: string,
    ) {
        super(message);
    }
}

/** A user has two access keys at most. */
const QUOTA = 2;
const ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The users of a stand-in for IAM, each with its access keys, as tests see them. */
export class IamUsers {
    readonly #users = new Map<string, AccessKey[]>();

    constructor(
        /** How long after its making an access key is accepted. */
        private readonly acceptedAfterMs: number,
    ) {}

    /** Makes a user without access keys. */
    create(user: string): void {
        this.#users.set(user, []);
    }

    accessKeys(user: string): readonly AccessKey[] {
        const keys = this.#users.get(user);
        if (keys === undefined) {
            throw new IamError(404, "NoSuchEntity", `The user with name ${user} cannot be found.`);
        }
        return keys;
    }

    createAccessKey(user: string): AccessKey {
        const keys = this.accessKeys(user);
        if (keys.length >= QUOTA) {
            throw new IamError(409, "LimitExceeded", `Cannot exceed quota for AccessKeysPerUser: ${QUOTA}`);
        }
        const letters = Array.from({ length: 16 }, () => ID_LETTERS[randomInt(ID_LETTERS.length)]);
        const secret = randomBytes(30).toString("base64");
        const key: AccessKey = { id: `AKIA${letters.join("")}`, secret, createdAt: new Date(), status: "Active" };
        this.#users.set(user, [...keys, key]);
        return key;
    }

    deleteAccessKey(user: string, id: string): void {
        const keys = this.accessKeys(user);
        if (!keys.some((key) => key.id === id)) {
            throw new IamError(404, "NoSuchEntity", `The Access Key with id ${id} cannot be found.`);
        }
        this.#users.set(
            user,
            keys.filter((key) => key.id !== id),
        );
    }

    /** Whether a signature with this access key is taken now. */
    accepts(id: string): boolean {
        const key = [...this.#users.values()].flat().find((found) => found.id === id);
        return key?.status === "Active" && Date.now() - key.createdAt.getTime() >= this.acceptedAfterMs;
    }
}
