using System.Collections.Immutable;

namespace Emend.Server.Desk.Finding;

/// <summary>A condition on what is looked for, whichever face asked: a tree over named fields.</summary>
internal abstract record Criterion
{
    /// <summary>Everything.</summary>
    public static readonly Criterion Anything = new All([]);

    /// <summary>Every one of them holds.</summary>
    public sealed record All(ImmutableArray<Criterion> Of) : Criterion;

    /// <summary>At least one of them holds.</summary>
    public sealed record Any(ImmutableArray<Criterion> Of) : Criterion;

    /// <summary>It does not hold.</summary>
    public sealed record Not(Criterion Of) : Criterion;

    /// <summary>A value of the field passes the test; where the field has none, none does.</summary>
    public sealed record Has(string Field, Test Test) : Criterion;

    /// <summary>An element of the part, such as a line or an address, meets all of it by itself.</summary>
    public sealed record Some(string Part, Criterion Of) : Criterion;

    /// <summary>Whether it holds of something.</summary>
    public bool HoldsFor(Findable found) => this switch
    {
        All all => all.Of.All(c => c.HoldsFor(found)),
        Any any => any.Of.Any(c => c.HoldsFor(found)),
        Not not => !not.Of.HoldsFor(found),
        Has has => found.Values.Any(v => v.Field == has.Field && has.Test.Passes(v.Value)),
        Some some => found.Parts.Any(p => p.Part == some.Part && some.Of.HoldsFor(p.Element)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>What a value has to be.</summary>
internal abstract record Test
{
    /// <summary>Equal to one of these.</summary>
    public sealed record Among(ImmutableArray<Value> Values) : Test;

    /// <summary>A moment from one (inclusive) to another (exclusive), in microseconds; texts that say a moment count as one.</summary>
    public sealed record Within(long From, long Before) : Test;

    /// <summary>A text that contains this one, whatever the case.</summary>
    public sealed record Like(string Text) : Test;

    public static Test Is(Value value) => new Among([value]);

    public bool Passes(Value value) => this switch
    {
        Among among => among.Values.Contains(value),
        Within within => value.Micros is { } at && at >= within.From && at < within.Before,
        Like like => value.Kind is ValueKind.Text && value.Text.Contains(like.Text, StringComparison.OrdinalIgnoreCase),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
