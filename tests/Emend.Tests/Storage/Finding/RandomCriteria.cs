using Emend.Server.Desk.Finding;

namespace Emend.Tests.Storage.Finding;

/// <summary>Criteria of every form over the fields of orders.</summary>
internal sealed class RandomCriteria(Random random)
{
    private static readonly string[] Texts =
        ["status", "consumerId", "attribute.color", "tenantOrderId", "kept.paymentInfo.currency", "face", "facility"];

    private static readonly string[] Times = ["deliveryTime", "attribute.due", "modifiedAt", "orderDate"];
    private static readonly string[] OfAddress = ["street", "city", "lastName"];
    private static readonly string[] OfLine = ["article", "title"];

    public Criterion Next(int depth = 3) => (depth == 0 ? random.Next(3) : random.Next(7)) switch
    {
        0 => new Criterion.Has(Texts[random.Next(Texts.Length)], Among()),
        1 => new Criterion.Has(Times[random.Next(Times.Length)], Within()),
        2 => random.Next(2) == 0
            ? new Criterion.Has("attribute.gift", Test.Is(Value.Of(random.Next(2) == 0)))
            : new Criterion.Has("attribute.size", Test.Is(Value.Of((decimal)random.Next(3)))),
        3 => new Criterion.All([.. Enumerable.Range(0, random.Next(4)).Select(_ => Next(depth - 1))]),
        4 => new Criterion.Any([.. Enumerable.Range(0, random.Next(4)).Select(_ => Next(depth - 1))]),
        5 => new Criterion.Not(Next(depth - 1)),
        _ => random.Next(3) switch
        {
            0 => new Criterion.Some("address", Element(OfAddress, 2)),
            1 => new Criterion.Some("line", Element(OfLine, 2)),
            _ => new Criterion.Some("kept.tags", Element(["value"], 1)),
        },
    };

    private Criterion Element(string[] fields, int depth) => (depth == 0 ? 0 : random.Next(5)) switch
    {
        0 or 1 => new Criterion.Has(fields[random.Next(fields.Length)], Among()),
        2 => new Criterion.All([.. Enumerable.Range(0, random.Next(3)).Select(_ => Element(fields, depth - 1))]),
        3 => new Criterion.Any([.. Enumerable.Range(0, random.Next(3)).Select(_ => Element(fields, depth - 1))]),
        _ => new Criterion.Not(Element(fields, depth - 1)),
    };

    private Test.Among Among() => new([.. Enumerable.Range(0, random.Next(3)).Select(_ => Value.Of(Word()))]);

    private string Word() =>
        random.Next(3) == 0 ? random.Next(2) == 0 ? "OPEN" : "CANCELLED" : RandomOrders.Words[random.Next(RandomOrders.Words.Length)];

    private Test.Within Within()
    {
        var from = random.Next(RandomOrders.Hours);
        return new(
            random.Next(4) == 0 ? long.MinValue : Value.MicrosOf(RandomOrders.Start.AddHours(from)),
            random.Next(4) == 0 ? long.MaxValue : Value.MicrosOf(RandomOrders.Start.AddHours(from + random.Next(20))));
    }
}
