namespace AgentTuning.Tokenization.Patterns;

/// <summary>What a step of a compiled pattern does.</summary>
enum PatternStepKind
{
    /// <summary>The pattern, or the part looked at, has matched.</summary>
    Done,

    /// <summary>Takes one character of the set.</summary>
    One,

    /// <summary>Takes A to B characters of the set, as many as possible, and may give some back.</summary>
    Many,

    /// <summary>Takes A to B characters of the set, as many as possible, and gives none back.</summary>
    ManyForGood,

    /// <summary>Goes on at A.</summary>
    Jump,

    /// <summary>Tries A, then B.</summary>
    Fork,

    /// <summary>What follows up to Done matches here, and A is where to go on.</summary>
    LookAhead,

    /// <summary>What follows up to Done does not match here.</summary>
    LookAheadNot,

    /// <summary>What follows up to Done matches B characters before here.</summary>
    LookBehind,

    /// <summary>What follows up to Done does not match B characters before here.</summary>
    LookBehindNot,

    /// <summary>Moves on by what follows up to Done, once and for all.</summary>
    Atomic,

    /// <summary>The anchor A holds here.</summary>
    Anchor,
}
