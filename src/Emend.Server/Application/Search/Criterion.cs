using System.Collections.Immutable;

namespace Emend.Server.Application.Search;

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
    public sealed record FieldMatches(string Field, FieldPredicate Test) : Criterion;

    /// <summary>An element of the part, such as a line or an address, meets all of it by itself.</summary>
    public sealed record AnyElement(string Part, Criterion Of) : Criterion;

    /// <summary>Whether it holds of something.</summary>
    public bool HoldsFor(SearchDocument searchDocument) => this switch
    {
        All all => all.Of.All(c => c.HoldsFor(searchDocument)),
        Any any => any.Of.Any(c => c.HoldsFor(searchDocument)),
        Not not => !not.Of.HoldsFor(searchDocument),
        FieldMatches fieldMatches => searchDocument.Values.Any(v => v.Field == fieldMatches.Field && fieldMatches.Test.Passes(v.Value)),
        AnyElement anyElement => searchDocument.Parts.Any(p => p.Part == anyElement.Part && anyElement.Of.HoldsFor(p.Element)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>What a value has to be.</summary>
internal abstract record FieldPredicate
{
    /// <summary>Equal to one of these.</summary>
    public sealed record OneOf(ImmutableArray<FieldValue> Values) : FieldPredicate;

    /// <summary>A moment from one (inclusive) to another (exclusive), in microseconds; texts that say a moment count as one.</summary>
    public sealed record InRange(long From, long Before) : FieldPredicate;

    /// <summary>A text that contains this one, whatever the case.</summary>
    public sealed record ContainsText(string Text) : FieldPredicate;

    public static FieldPredicate Is(FieldValue fieldValue) => new OneOf([fieldValue]);

    public bool Passes(FieldValue fieldValue) => this switch
    {
        OneOf oneOf => oneOf.Values.Contains(fieldValue),
        InRange inRange => fieldValue.Micros is { } at && at >= inRange.From && at < inRange.Before,
        ContainsText containsText => fieldValue.Kind is FieldValueKind.Text && fieldValue.Text.Contains(containsText.Text, StringComparison.OrdinalIgnoreCase),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
