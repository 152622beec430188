using System.Collections.Immutable;

namespace Emend.Core.Rules;

/// <summary>Makes policies out of variants, and says what is wrong with a variant.</summary>
public static class Variants
{
    private const int MostOfAName = 64;
    private const int MostOfAPenalty = 200;

    /// <summary>The policies that come with the product.</summary>
    public static readonly ImmutableArray<Policy> BuiltIn = [Fulfillmenttools.Policy];

    /// <summary>The tables that belong to every policy as they are.</summary>
    public static readonly ImmutableArray<Table> Common = [Invariants.Table, Invariants.Routing, Invariants.Undo, KeepingWork.Table];

    /// <summary>The built-in policy of that name, or null.</summary>
    public static Policy? Find(string name) => BuiltIn.FirstOrDefault(p => p.Name == name);

    /// <summary>The rows of a policy that a tenant may switch off, on, or make soft.</summary>
    public static IEnumerable<Row> FreeRows(Policy policy) =>
        policy.Tables.Where(t => !t.Fixed).SelectMany(t => t.Rows)
            .Where(r => r is { Fixed: false, Kind: not (RowKind.Permission or RowKind.Invariant) });

    /// <summary>All that is wrong with it; empty where nothing is.</summary>
    public static ImmutableArray<VariantProblem> Check(Variant variant)
    {
        var problems = ImmutableArray.CreateBuilder<VariantProblem>();
        if (!IsName(variant.Name) || Find(variant.Name) is not null)
            problems.Add(new(VariantFault.BadName, null, variant.Name, []));
        if (Find(variant.Base) is not { } policy)
        {
            problems.Add(new(VariantFault.UnknownBase, null, variant.Base, [.. BuiltIn.Select(p => p.Name)]));
            return problems.ToImmutable();
        }

        var all = policy.Tables.SelectMany(t => t.Rows).Concat(Common.SelectMany(t => t.Rows))
            .Select(r => r.Id).ToHashSet();
        var free = FreeRows(policy).Select(r => r.Id).ToImmutableArray();
        for (var i = 0; i < variant.Rows.Length; i++)
        {
            var choice = variant.Rows[i];
            if (!all.Contains(choice.Row))
                problems.Add(new(VariantFault.UnknownRow, i, choice.Row, free));
            else if (!free.Contains(choice.Row))
                problems.Add(new(VariantFault.FixedRow, i, choice.Row, free));
            if (variant.Rows.Take(i).Any(r => r.Row == choice.Row))
                problems.Add(new(VariantFault.NamedTwice, i, choice.Row, []));
            CheckSoftness(choice, i, problems);
        }
        return problems.ToImmutable();
    }

    /// <summary>The policy that a sound variant stands for.</summary>
    public static Policy Build(Variant variant)
    {
        var policy = Find(variant.Base) ?? throw new KeyNotFoundException($"There is no policy {variant.Base}.");
        var choices = variant.Rows.ToDictionary(r => r.Row);
        return policy with
        {
            Name = variant.Name,
            Version = variant.Version,
            Base = policy,
            Tables = [.. policy.Tables.Select(t => t with { Rows = [.. t.Rows.Select(r => Chosen(r, choices)).OfType<Row>()] })],
        };
    }

    private static Row? Chosen(Row row, Dictionary<string, RowChoice> choices) =>
        !choices.TryGetValue(row.Id, out var choice) || choice.Stance is Stance.On ? row
        : choice.Stance is Stance.Off ? null
        : row with { Soft = choice.Soft };

    private static void CheckSoftness(RowChoice choice, int at, ImmutableArray<VariantProblem>.Builder problems)
    {
        var soft = choice.Soft;
        if (choice.Stance is Stance.Soft != (soft is not null && (soft.Permission ?? soft.Penalty) is not null))
            problems.Add(new(VariantFault.NoWayThrough, at, choice.Row, []));
        if (soft?.Permission is { } permission && !Permissions.All.Contains(permission))
            problems.Add(new(VariantFault.UnknownPermission, at, permission, [.. Permissions.All.Order(StringComparer.Ordinal)]));
        if (soft?.Penalty is { } penalty && (string.IsNullOrWhiteSpace(penalty) || penalty.Length > MostOfAPenalty))
            problems.Add(new(VariantFault.BadPenalty, at, penalty, []));
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MostOfAName && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-');
}
