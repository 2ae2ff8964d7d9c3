export type SeenValue =
    /**
     * The value itself: a key, a connection string or a Key Vault reference. `isChanged`: something else about it, such as its type, differs
     * from its declaration. `part`: the key or connection string in it, if it is in a text of another form. `uris`: as below.
     */
    | {
          readonly value: string;
          readonly isChanged?: boolean;
          readonly part?: string;
          readonly uris?: readonly string[];
      }
    /** The value is not shown: the fingerprint of its key, if known, and the URIs that others use for it. */
    | {
          readonly fingerprint: string | undefined;
          readonly uris?: readonly string[];
          /** The switch that the same marks name, by its moment. */
          readonly rotatedAt?: string;
          /** A remark on it, for messages about the place. */
          readonly remark?: string;
      }
    /** A problem that makes it unusable for readers, with any key in it. Nobody can tell which value they continue with. */
    | { readonly unusable: string; readonly uris?: readonly string[] };

/** The values of a place, by name; if a place holds a single one, it has no name. */
export type Seen = Readonly<Record<string, SeenValue>>;
