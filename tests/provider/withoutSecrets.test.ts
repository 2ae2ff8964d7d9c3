import assert from "node:assert/strict";
import { withoutSecrets } from "../../components/provider/withoutSecrets";

describe("text from outside", () => {
    it("is shown without the secrets, also in base64, and without what looks like a key", () => {
        const secret = "tiny,password-of-mine";
        const base64 = Buffer.from(secret).toString("base64");
        const key = Buffer.alloc(64, 1).toString("base64");
        const text = `${secret} ${base64} ${key} stays`;
        assert.equal(withoutSecrets(text, [secret]), "[redacted] [redacted] [redacted] stays");
    });

    it("is shown without a part that tells, and with words that are in a secret by chance", () => {
        assert.equal(
            withoutSecrets("the password-of-mine is tiny", ["tiny,password-of-mine"]),
            "the [redacted] is tiny",
        );
        assert.equal(withoutSecrets("nothing", [""]), "nothing");
    });
});
