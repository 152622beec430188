using Emend.Server.Application.Search;

namespace Emend.IntegrationTests.Storage.Search;

/// <summary>Random criteria of every kind over the fields of orders.</summary>
internal sealed class RandomCriteria(Random random)
{
    private static readonly string[] Texts =
        ["status", "consumerId", "attribute.color", "tenantOrderId", "kept.paymentInfo.currency", "face", "facility"];

    private static readonly string[] Times = ["deliveryTime", "attribute.due", "modifiedAt", "orderDate", "changedAt"];
    private static readonly string[] OfAddress = ["street", "city", "lastName"];
    private static readonly string[] OfLine = ["article", "title"];

    public Criterion Next(int depth = 3) => (depth == 0 ? random.Next(3) : random.Next(7)) switch
    {
        0 => new Criterion.FieldMatches(Texts[random.Next(Texts.Length)], Among()),
        1 => new Criterion.FieldMatches(Times[random.Next(Times.Length)], Within()),
        2 => random.Next(2) == 0
            ? new Criterion.FieldMatches("attribute.gift", FieldPredicate.EqualTo(FieldValue.From(random.Next(2) == 0)))
            : new Criterion.FieldMatches("attribute.size", FieldPredicate.EqualTo(FieldValue.From((decimal)random.Next(3)))),
        3 => new Criterion.All([.. Enumerable.Range(0, random.Next(4)).Select(_ => Next(depth - 1))]),
        4 => new Criterion.Any([.. Enumerable.Range(0, random.Next(4)).Select(_ => Next(depth - 1))]),
        5 => new Criterion.Not(Next(depth - 1)),
        _ => random.Next(3) switch
        {
            0 => new Criterion.AnyElement("address", Element(OfAddress, 2)),
            1 => new Criterion.AnyElement("line", Element(OfLine, 2)),
            _ => new Criterion.AnyElement("kept.tags", Element(["value"], 1)),
        },
    };

    private Criterion Element(string[] fields, int depth) => (depth == 0 ? 0 : random.Next(5)) switch
    {
        0 or 1 => new Criterion.FieldMatches(fields[random.Next(fields.Length)], Among()),
        2 => new Criterion.All([.. Enumerable.Range(0, random.Next(3)).Select(_ => Element(fields, depth - 1))]),
        3 => new Criterion.Any([.. Enumerable.Range(0, random.Next(3)).Select(_ => Element(fields, depth - 1))]),
        _ => new Criterion.Not(Element(fields, depth - 1)),
    };

    private FieldPredicate.OneOf Among() => new([.. Enumerable.Range(0, random.Next(3)).Select(_ => FieldValue.From(Word()))]);

    private string Word() =>
        random.Next(3) == 0
            ? random.Next(2) == 0 ? "OPEN"
            : "CANCELLED"
            : RandomOrders.Description[random.Next(RandomOrders.Description.Length)];

    private FieldPredicate.InRange Within()
    {
        var from = random.Next(RandomOrders.Hours);
        return new(
            random.Next(4) == 0 ? long.MinValue : FieldValue.ToMicros(RandomOrders.Start.AddHours(from)),
            random.Next(4) == 0 ? long.MaxValue : FieldValue.ToMicros(RandomOrders.Start.AddHours(from + random.Next(20))));
    }
}
