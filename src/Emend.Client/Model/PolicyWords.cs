using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>How a row counts.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(WordConverter<Stance>))]
public readonly record struct Stance(string Name) : IWord<Stance>
{
    /// <summary>As in the built-in policy.</summary>
    public static Stance On { get; } = new("on");

    /// <summary>Not looked at.</summary>
    public static Stance Off { get; } = new("off");

    /// <summary>Can be passed with a permission, or for a penalty.</summary>
    public static Stance Soft { get; } = new("soft");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static Stance IWord<Stance>.Of(string name) => new(name);
}

/// <summary>What a row looks at.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(WordConverter<RowLooks>))]
public readonly record struct RowLooks(string Name) : IWord<RowLooks>
{
    /// <summary>The order as it is.</summary>
    public static RowLooks Order { get; } = new("order");

    /// <summary>What is asked for.</summary>
    public static RowLooks Change { get; } = new("change");

    /// <summary>What would come of it.</summary>
    public static RowLooks Result { get; } = new("result");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static RowLooks IWord<RowLooks>.Of(string name) => new(name);
}

/// <summary>Why a policy decides at a face.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(WordConverter<DecidingBecause>))]
public readonly record struct DecidingBecause(string Name) : IWord<DecidingBecause>
{
    /// <summary>It was assigned to the face.</summary>
    public static DecidingBecause Assigned { get; } = new("assigned");

    /// <summary>It is the face's own.</summary>
    public static DecidingBecause Own { get; } = new("own");

    /// <summary>The face has none.</summary>
    public static DecidingBecause Default { get; } = new("default");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static DecidingBecause IWord<DecidingBecause>.Of(string name) => new(name);
}

/// <summary>What a policy would have said.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(WordConverter<Verdict>))]
public readonly record struct Verdict(string Name) : IWord<Verdict>
{
    /// <summary>No.</summary>
    public static Verdict Refused { get; } = new("refused");

    /// <summary>Yes, for a permission or a penalty.</summary>
    public static Verdict Priced { get; } = new("priced");

    /// <summary>Yes, for less than was asked then.</summary>
    public static Verdict Freed { get; } = new("freed");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static Verdict IWord<Verdict>.Of(string name) => new(name);
}
