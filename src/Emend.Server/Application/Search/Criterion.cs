using System.Collections.Immutable;

namespace Emend.Server.Application.Search;

/// <summary>A search condition, independent of the query language of an API: a tree over named fields.</summary>
internal abstract record Criterion
{
    /// <summary>Matches everything.</summary>
    public static readonly Criterion MatchAll = new All([]);

    /// <summary>All criteria match.</summary>
    public sealed record All(ImmutableArray<Criterion> Of) : Criterion;

    /// <summary>At least one criterion matches.</summary>
    public sealed record Any(ImmutableArray<Criterion> Of) : Criterion;

    /// <summary>The criterion does not match.</summary>
    public sealed record Not(Criterion Of) : Criterion;

    /// <summary>
    /// At least one value of the field matches. A field without values does not match. The predicate compares the forms of
    /// <see cref="SearchFields"/>, as the search document does.
    /// </summary>
    public sealed record FieldMatches(string Field, FieldPredicate Test) : Criterion
    {
        /// <summary>The predicate on the canonical values of the field.</summary>
        public FieldPredicate Test { get; } = Test.Normalize(Field);
    }

    /// <summary>One element of the part, such as a line or an address, matches the criterion.</summary>
    public sealed record AnyElement(string Part, Criterion Of) : Criterion;

    /// <summary>Whether the document matches.</summary>
    public bool Matches(SearchDocument document) => this switch
    {
        All all => all.Of.All(c => c.Matches(document)),
        Any any => any.Of.Any(c => c.Matches(document)),
        Not not => !not.Of.Matches(document),
        FieldMatches fieldMatches => document.Values.Any(v => v.Field == fieldMatches.Field && fieldMatches.Test.Matches(v.Value)),
        AnyElement anyElement => document.Parts.Any(p => p.Part == anyElement.Part && anyElement.Of.Matches(p.Element)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>A predicate on one value.</summary>
internal abstract record FieldPredicate
{
    /// <summary>Equal to one of the values.</summary>
    public sealed record OneOf(ImmutableArray<FieldValue> Values) : FieldPredicate;

    /// <summary>
    /// A timestamp in a range: from (inclusive), before (exclusive), in microseconds. Also matches texts that contain a timestamp.
    /// </summary>
    public sealed record InRange(long From, long Before) : FieldPredicate;

    /// <summary>A text that contains the given text.</summary>
    public sealed record ContainsText(string Text) : FieldPredicate;

    public static FieldPredicate EqualTo(FieldValue value) => new OneOf([value]);

    /// <summary>The predicate on the canonical values of the field.</summary>
    public FieldPredicate Normalize(string field) => this switch
    {
        OneOf oneOf => new OneOf([.. oneOf.Values.Select(value => SearchFields.Normalize(field, value))]),
        ContainsText containsText => new ContainsText(SearchFields.Normalize(field, FieldValue.From(containsText.Text)).Text),
        _ => this,
    };

    public bool Matches(FieldValue value) => this switch
    {
        OneOf oneOf => oneOf.Values.Contains(value),
        InRange inRange => value.Micros is { } at && at >= inRange.From && at < inRange.Before,
        ContainsText containsText =>
            value.Kind is FieldValueKind.Text && value.Text.Contains(containsText.Text, StringComparison.Ordinal),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
