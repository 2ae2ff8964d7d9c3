// Schema types from the declarations of the package: the arguments of a program in TypeScript, for programs in other languages.
import ts from "typescript";

/** A property as the schema describes it. */
export interface PropertySpec {
    readonly type?: string;
    readonly $ref?: string;
    readonly items?: PropertySpec;
    readonly additionalProperties?: PropertySpec;
    /** Known when the program runs: no output goes here. */
    readonly plain?: true;
    readonly description?: string;
}

/** An object type of the schema. */
export interface TypeSpec {
    readonly type: "object";
    readonly description?: string;
    readonly properties: Readonly<Record<string, PropertySpec>>;
    readonly required?: readonly string[];
}

/** The parameters of a function, in their order; `*` is an object whose members are arguments of their own. */
export type Parameters = readonly string[];

/**
 * Values that programs in TypeScript make by functions, by what they are. In other languages each is an object whose one member is named
 * as the function.
 */
export const MADE_BY_FUNCTIONS = ["Consumer", "Gate", "Source", "Content"] as const;
export type MadeByFunction = (typeof MADE_BY_FUNCTIONS)[number];
export type Functions = Readonly<Record<MadeByFunction, Readonly<Record<string, Parameters>>>>;

const SUMMARIES: Readonly<Record<MadeByFunction, string>> = {
    Consumer: "Whatever uses the key: exactly one of these.",
    Gate: "A check between the switch and the retirement: exactly one of these.",
    Source: "The service whose two keys are rotated: exactly one of these.",
    Content: "What one value is to hold: exactly one of these.",
};

/** The product of a function, by the type that it declares to return. */
function madeOf(returns: string): MadeByFunction | undefined {
    if (returns === "Gate") {
        return "Gate";
    }
    if (returns === "KeySource") {
        return "Source";
    }
    if (["SasContent", "TemplateContent", "KeyVaultReference"].includes(returns)) {
        return "Content";
    }
    // Only a program in TypeScript can be called back.
    return /\wConsumer$/.test(returns) && returns !== "OwnConsumer" ? "Consumer" : undefined;
}

/** Reads declarations, and collects the types that they lead to. */
export class DeclaredTypes {
    readonly types: Record<string, TypeSpec> = {};
    readonly functions: Record<MadeByFunction, Record<string, Parameters>> = {
        Consumer: {},
        Gate: {},
        Source: {},
        Content: {},
    };

    constructor(
        private readonly checker: ts.TypeChecker,
        /** `name:index`. */
        private readonly module: string,
        exported: readonly ts.Symbol[],
    ) {
        for (const symbol of exported) {
            const declaration = this.#declarationOf(symbol);
            if (declaration !== undefined && ts.isFunctionDeclaration(declaration)) {
                this.#addFunction(symbol.name, declaration);
            }
        }
        // By name: the order of exports follows the folders.
        for (const made of MADE_BY_FUNCTIONS) {
            const names = Object.keys(this.functions[made]).sort();
            const properties = Object.fromEntries(names.map((name) => [name, this.#memberOf(made, name)]));
            this.types[this.#token(made)] = { type: "object", description: SUMMARIES[made], properties };
        }
    }

    /** The object type of an interface or class, or of a union of object types. */
    object(type: ts.Type, isWanted: (property: ts.Symbol) => boolean = () => true): TypeSpec {
        const parts = type.isUnion() ? type.types : [type];
        const members = new Map<string, ts.Symbol>();
        const required = new Set<string>();
        for (const [index, part] of parts.entries()) {
            const found = part.getProperties().filter(isWanted);
            for (const symbol of found) {
                members.set(symbol.name, members.get(symbol.name) ?? symbol);
                const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
                if (index === 0 && !isOptional) {
                    required.add(symbol.name);
                }
            }
            for (const name of required) {
                if (!found.some((symbol) => symbol.name === name)) {
                    required.delete(name);
                }
            }
        }
        return {
            type: "object",
            ...described(textOf((type.aliasSymbol ?? type.symbol)?.getDocumentationComment(this.checker))),
            properties: Object.fromEntries([...members].map(([name, symbol]) => [name, this.#property(symbol)])),
            required: [...required].sort(),
        };
    }

    #addFunction(name: string, declaration: ts.FunctionDeclaration): void {
        const made = madeOf(declaration.type?.getText() ?? "");
        if (made === undefined) {
            return;
        }
        const properties: Record<string, PropertySpec> = {};
        const required: string[] = [];
        const parameters = declaration.parameters.map((parameter) => {
            const type = this.checker.getTypeAtLocation(parameter);
            const isOptional = parameter.initializer !== undefined || parameter.questionToken !== undefined;
            const isObject = parameter.type !== undefined && this.#isPlainObject(parameter.type);
            if (isObject) {
                const { properties: members, required: needed = [] } = this.object(type, ({ name }) => name !== "kind");
                Object.assign(properties, members);
                required.push(...(isOptional ? [] : needed));
                return "*";
            }
            const symbol = this.checker.getSymbolAtLocation(parameter.name);
            const text = parameter.name.getText();
            properties[text] = {
                ...this.#specOf(parameter.type),
                ...described(textOf(symbol?.getDocumentationComment(this.checker))),
            };
            const takesUndefined = /\bundefined\b/.test(parameter.type?.getText() ?? "");
            required.push(...(isOptional || takesUndefined ? [] : [text]));
            return text;
        });
        this.functions[made][name] = parameters;
        const symbol = declaration.name && this.checker.getSymbolAtLocation(declaration.name);
        this.types[this.#token(typeNameOf(made, name))] = {
            type: "object",
            ...described(textOf(symbol?.getDocumentationComment(this.checker))),
            properties,
            required: required.sort(),
        };
    }

    /** The member under which a one-of type takes the product of this function. */
    #memberOf(made: MadeByFunction, name: string): PropertySpec {
        const { description = "" } = this.types[this.#token(typeNameOf(made, name))] ?? {};
        return {
            $ref: `#/types/${this.#token(typeNameOf(made, name))}`,
            plain: true,
            description: firstOf(description),
        };
    }

    #property(symbol: ts.Symbol): PropertySpec {
        const declaration = symbol.declarations?.[0];
        const node =
            declaration && (ts.isPropertySignature(declaration) || ts.isPropertyDeclaration(declaration))
                ? declaration.type
                : undefined;
        return { ...this.#specOf(node), ...described(textOf(symbol.getDocumentationComment(this.checker))) };
    }

    #specOf(node: ts.TypeNode | undefined): PropertySpec {
        if (node === undefined) {
            throw new Error("a declaration without a type");
        }
        if (ts.isTypeReferenceNode(node) && ["Input", "Output"].includes(node.typeName.getText())) {
            const { plain: _, ...spec } = this.#plain(node.typeArguments?.[0]);
            return spec;
        }
        return { ...this.#plain(node), plain: true };
    }

    #plain(node: ts.TypeNode | undefined): PropertySpec {
        if (node === undefined) {
            throw new Error("a type without its argument");
        }
        if (ts.isTypeOperatorNode(node) || ts.isParenthesizedTypeNode(node)) {
            return this.#plain(node.type);
        }
        if (ts.isArrayTypeNode(node)) {
            return { type: "array", items: this.#specOf(withoutParentheses(node.elementType)) };
        }
        if (ts.isTupleTypeNode(node)) {
            const [first] = node.elements;
            return { type: "array", items: this.#specOf(first as ts.TypeNode) };
        }
        if (ts.isUnionTypeNode(node)) {
            return this.#union(node.types.filter((part) => part.kind !== ts.SyntaxKind.UndefinedKeyword));
        }
        if (ts.isTypeReferenceNode(node)) {
            return this.#reference(node);
        }
        return this.#scalar(this.checker.getTypeFromTypeNode(node), node);
    }

    #reference(node: ts.TypeReferenceNode): PropertySpec {
        const name = node.typeName.getText();
        const [first, second] = node.typeArguments ?? [];
        switch (name) {
            case "Readonly":
                return this.#plain(first);
            case "Record":
                return { type: "object", additionalProperties: this.#specOf(second) };
            case "RotationTrigger":
                return { type: "string" };
            case "KeySource":
                return this.#ref("Source");
            case "Consumer":
            case "Gate":
                return this.#ref(name);
            case "SettingValue":
            case "SasContent":
                return this.#ref("Content");
        }
        const type = this.checker.getTypeFromTypeNode(node);
        if (isObject(type)) {
            return this.#ref(name.replace(/Args$/, ""), type);
        }
        return this.#scalar(type, node);
    }

    #union(parts: readonly ts.TypeNode[]): PropertySpec {
        const names = parts.filter(ts.isTypeReferenceNode).map(({ typeName }) => typeName.getText());
        if (names.some((name) => madeOf(name) === "Content")) {
            return this.#ref("Content");
        }
        // A value in a short form as well as whole: other languages have the whole one.
        const whole = parts.find((part) => isObject(this.checker.getTypeFromTypeNode(part)));
        return this.#plain(whole ?? parts[0]);
    }

    #scalar(type: ts.Type, node: ts.TypeNode): PropertySpec {
        const parts = (type.isUnion() ? type.types : [type]).filter(
            ({ flags }) => (flags & ts.TypeFlags.Undefined) === 0,
        );
        const are = (wanted: ts.TypeFlags) => parts.every(({ flags }) => (flags & wanted) !== 0);
        if (are(ts.TypeFlags.StringLike)) {
            return { type: "string" };
        }
        if (are(ts.TypeFlags.NumberLike)) {
            return { type: "number" };
        }
        if (are(ts.TypeFlags.BooleanLike)) {
            return { type: "boolean" };
        }
        if (are(ts.TypeFlags.Any | ts.TypeFlags.Unknown)) {
            return { $ref: "pulumi.json#/Any" };
        }
        throw new Error(`no other language has ${node.getText()}`);
    }

    #ref(name: string, type?: ts.Type): PropertySpec {
        const token = this.#token(name);
        if (type !== undefined && this.types[token] === undefined) {
            this.types[token] = { type: "object", properties: {} };
            this.types[token] = this.object(type);
        }
        return { $ref: `#/types/${token}` };
    }

    #token(name: string): string {
        return `${this.module}:${name}`;
    }

    /** Arguments in an object, and not an object as an argument. */
    #isPlainObject(node: ts.TypeNode): boolean {
        return ts.isTypeLiteralNode(node) || (ts.isTypeReferenceNode(node) && /(Args|Source)$/.test(node.getText()));
    }

    #declarationOf(symbol: ts.Symbol): ts.Declaration | undefined {
        const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
        return (isAlias ? this.checker.getAliasedSymbol(symbol) : symbol).declarations?.[0];
    }
}

/** The type of a function's argument. */
function typeNameOf(made: MadeByFunction, name: string): string {
    const suffix = { Consumer: "", Gate: "Gate", Source: "Source", Content: "Content" }[made];
    const capital = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    return capital.endsWith(suffix) ? capital : `${capital}${suffix}`;
}

function isObject(type: ts.Type): boolean {
    const parts = type.isUnion() ? type.types : [type];
    return parts.every((part) => (part.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0);
}

function withoutParentheses(node: ts.TypeNode): ts.TypeNode {
    return ts.isParenthesizedTypeNode(node) ? withoutParentheses(node.type) : node;
}

function textOf(comment: ts.SymbolDisplayPart[] | undefined): string {
    return ts.displayPartsToString(comment).replace(/^- /, "").trim();
}

function described(description: string): { readonly description?: string } {
    return description === "" ? {} : { description };
}

/** The first sentence. */
function firstOf(description: string): string {
    return /^.*?\.(?=\s|$)/s.exec(description)?.[0] ?? description;
}
