using System.Collections.Immutable;
using System.Globalization;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;

namespace Emend.IntegrationTests.Storage.Search;

/// <summary>
/// Random orders with few different values, so that conditions often match and often do not. Many orders have the same date.
/// </summary>
internal sealed class RandomOrders(Random random)
{
    public static readonly string[] Description = ["red", "blue", "green", "Ü", ""];
    public static readonly DateTimeOffset Start = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    public const int Hours = 40;

    private ulong _seeds;

    public OrderWrite New(TenantId tenant)
    {
        var ids = new IdSeed(Start, ++_seeds, (ulong)random.NextInt64());
        var order = new Order
        {
            Id = new(ids[0]),
            ProcessId = new(ids[1]),
            TenantOrderId = Maybe(() => "T" + random.Next(1_000_000).ToString(CultureInfo.InvariantCulture)),
            Api = Word(),
            IsCanceled = random.Next(5) == 0,
            IsDeleted = random.Next(10) == 0,
            IsLocked = random.Next(5) == 0,
            PromisePeriod = random.Next(5) == 0 ? new(Start, Start.AddHours(1)) : null,
            Revision = 1,
            Version = 1,
            OrderDate = Start.AddHours(random.Next(Hours)),
            CreatedAt = Start,
            ModifiedAt = Start.AddHours(random.Next(Hours)),
            LastEventAt = Start.AddHours(random.Next(Hours)),
            ReleaseAt = Start,
            Delivery = new() { PreferredTime = random.Next(2) == 0 ? null : Start.AddHours(random.Next(Hours)) },
            Lines = [.. Enumerable.Range(2, random.Next(4)).Select(n => new Line
            {
                Id = new(ids[n]), Article = new(Word()), Properties = new(Word(), null), Quantity = Quantity.From(1),
            })],
            Plans = [.. Enumerable.Range(10, random.Next(3)).Select(n => new RoutingPlan
            {
                Id = new(ids[n]), Status = RoutingPlanStatus.Routed, Facility = new(Word()), Lines = [], RunNumber = 1, CreatedAt = Start,
                ModifiedAt = Start,
            })],
            PersonalRevision = 1,
            PersonalData = Personal(),
        };
        return Write(tenant, null, order);
    }

    public static OrderWrite Write(TenantId tenant, Order? before, Order after) => new()
    {
        Tenant = tenant,
        Before = before,
        After = after,
        Events = [before is null ? new OrderEvent.Placed(after) : new OrderEvent.Modified()],
        DecisionEffects = new([], EndedEntities.None, null),
        Provenance = new(new("u"), "U", "fulfillmenttools", "fulfillmenttools", 1),
    };

    public PersonalData Personal() => new()
    {
        Consumer = new()
        {
            ConsumerId = Maybe(Word),
            Addresses = [.. Enumerable.Range(0, random.Next(3)).Select(_ => new Address
            {
                Street = Word(), PostalCode = Word(), City = Word(), Country = "NL", LastName = Maybe(Word),
            })],
        },
        Attributes = Attributes(),
        AdditionalData = new($$"""{"tags":[{"id":"t","value":"{{Word()}}"}],"paymentInfo":{"currency":"EUR"} }"""),
    };

    private ImmutableSortedDictionary<string, JsonText> Attributes()
    {
        var attributes = Core.Orders.PersonalData.NoAttributes;
        if (random.Next(2) == 0)
        {
            attributes = attributes.Add("color", new($"\"{Word()}\""));
        }

        if (random.Next(2) == 0)
        {
            attributes = attributes.Add("gift", new(random.Next(2) == 0 ? "true" : "false"));
        }

        if (random.Next(2) == 0)
        {
            attributes = attributes.Add("size", new(random.Next(3).ToString(CultureInfo.InvariantCulture)));
        }

        if (random.Next(2) == 0)
        {
            attributes = attributes.Add("due", new($"\"{Start.AddHours(random.Next(Hours)):O}\""));
        }

        return attributes;
    }

    private string Word() => Description[random.Next(Description.Length)];

    private string? Maybe(Func<string> text) => random.Next(3) == 0 ? null : text();
}
