using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application;

namespace Emend.Server.Demo;

/// <summary>An order of the demo tenant, from its placement on.</summary>
/// <param name="Number">Its tenant order id.</param>
/// <param name="HoursAgo">When it was placed.</param>
/// <param name="Customer">Who ordered.</param>
/// <param name="Lines">Which articles, and how much of each.</param>
internal sealed record DemoOrderScript(
    string Number, double HoursAgo, Consumer Customer, params ImmutableArray<(string Article, decimal Quantity)> Lines)
{
    /// <summary>Tenant facility id of where it is collected; null where it is shipped.</summary>
    public string? CollectAt { get; init; }

    /// <summary>Tenant facility ids of the only facilities it may come from.</summary>
    public ImmutableArray<string> Preselected { get; init; } = [];

    /// <summary>Days from its placement until the customer wants it.</summary>
    public int? WantedInDays { get; init; }

    /// <summary>Locked or promised where it is not simply open.</summary>
    public OrderStatus Status { get; init; } = OrderStatus.Open;

    public ImmutableArray<CustomService> Services { get; init; } = [];

    public ImmutableSortedDictionary<string, JsonText> Attributes { get; init; } = PersonalData.NoAttributes;

    /// <summary>What happened to it since, a quarter of an hour after one another.</summary>
    public ImmutableArray<DemoOrderStep> Then { get; init; } = [];
}

/// <summary>Something that happens to an order.</summary>
/// <param name="Username">Who does it.</param>
/// <param name="Of">Which command, about which order or pick job; made from the order as it is then.</param>
internal sealed record DemoOrderStep(string Username, Func<Order, (OrderKey Key, OrderCommand Command)> Of);
