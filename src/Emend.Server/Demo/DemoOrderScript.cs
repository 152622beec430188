using System.Collections.Immutable;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;

namespace Emend.Server.Demo;

/// <summary>An order of the demo tenant: its placement and the steps after it.</summary>
/// <param name="Number">The tenant order id.</param>
/// <param name="HoursAgo">Hours between placement and startup.</param>
/// <param name="Customer">The customer.</param>
/// <param name="Lines">The ordered articles and quantities.</param>
internal sealed record DemoOrderScript(
    string Number, double HoursAgo, Consumer Customer, params ImmutableArray<(string Article, decimal Quantity)> Lines)
{
    /// <summary>Tenant facility id of the pickup facility; null for shipping orders.</summary>
    public string? CollectAt { get; init; }

    /// <summary>Tenant facility ids of the only facilities that may fulfill the order; empty for all.</summary>
    public ImmutableArray<string> Preselected { get; init; } = [];

    /// <summary>Days from placement to the preferred delivery time; null for none.</summary>
    public int? PreferredTimeInDays { get; init; }

    /// <summary>Whether the order is locked at placement.</summary>
    public bool IsLocked { get; init; }

    /// <summary>Whether the order is promised at placement.</summary>
    public bool IsPromised { get; init; }

    public ImmutableArray<CustomService> Services { get; init; } = [];

    public ImmutableSortedDictionary<string, JsonText> Attributes { get; init; } = PersonalData.NoAttributes;

    /// <summary>The steps after placement, four minutes apart.</summary>
    public ImmutableArray<DemoOrderStep> Steps { get; init; } = [];
}

/// <summary>One step of a demo order.</summary>
/// <param name="Username">The user who sends the command.</param>
/// <param name="CreateCommand">Creates the command and its target from the current order.</param>
internal sealed record DemoOrderStep(string Username, Func<Order, (OrderKey Key, OrderCommand Command)> CreateCommand);
