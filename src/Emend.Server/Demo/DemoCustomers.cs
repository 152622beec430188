using System.Collections.Frozen;
using Emend.Core.Orders;

namespace Emend.Server.Demo;

/// <summary>The fictitious customers of the demo tenant.</summary>
internal static class DemoCustomers
{
    private static readonly FrozenDictionary<string, GeoPoint> Places = new Dictionary<string, GeoPoint>
    {
        ["Amsterdam"] = new(52.3728, 4.8936),
        ["Rotterdam"] = new(51.9225, 4.4792),
        ["Utrecht"] = new(52.0907, 5.1214),
        ["Köln"] = new(50.9375, 6.9603),
        ["Berlin"] = new(52.5200, 13.4050),
        ["Bruxelles"] = new(50.8503, 4.3517),
    }.ToFrozenDictionary();

    public static readonly Consumer Sanne = At("Sanne", "de Vries", "Prinsengracht", "263", "1016 GV", "Amsterdam");
    public static readonly Consumer Lukas = In("DE", At("Lukas", "Schmidt", "Venloer Straße", "40", "50672", "Köln"));
    public static readonly Consumer Fatma = At("Fatma", "Yıldız", "Witte de Withstraat", "12", "3012 BP", "Rotterdam");
    public static readonly Consumer Mohammed = At("محمد", "الفاسي", "Kanaalstraat", "88", "3531 CL", "Utrecht");
    public static readonly Consumer Noa = In("DE", At("נועה", "לוי", "Kastanienallee", "7", "10435", "Berlin"));
    public static readonly Consumer Bram = At("Bram", "Jansen", "Coolsingel", "101", "3012 AG", "Rotterdam");
    public static readonly Consumer Emma = At("Emma", "Bakker", "Oudegracht", "187", "3511 NE", "Utrecht");
    public static readonly Consumer Jonas = In("DE", At("Jonas", "Weber", "Bergmannstraße", "5", "10961", "Berlin"));
    public static readonly Consumer Mei = At("美", "陳", "Zeedijk", "106", "1012 BB", "Amsterdam");
    public static readonly Consumer Élodie = In("BE", At("Élodie", "Dupont", "Rue Neuve", "44", "1000", "Bruxelles"));

    public static readonly Consumer Maximiliane = In("DE", At(
        "Maximiliane-Friederike Annegret Theodora",
        "Freifrau von und zu Hohenlohe-Waldenburg-Schillingsfürst-Sayn-Wittgenstein-Berleburg",
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenallee", "1234 a, Hinterhaus, dritter Stock links", "50667", "Köln"));

    public static readonly Consumer Studio = At("Ines", "Verbeek", "NDSM-Plein", "28", "1033 WB", "Amsterdam") with
    {
        ConsumerId = "B2B-0042",
        Addresses =
        [
            Address("Ines", "Verbeek", "NDSM-Plein", "28", "1033 WB", "Amsterdam") with { CompanyName = "Atelier Kleurrijk B.V." },
            Address("Administratie", "", "Herengracht", "500", "1017 CB", "Amsterdam") with
            {
                Kind = AddressKind.Invoice,
                CompanyName = "Atelier Kleurrijk B.V.",
            },
        ],
    };

    public static readonly Consumer Locker = At("Daan", "Smit", "Stationsplein", "1", "3511 ED", "Utrecht") with
    {
        Addresses =
        [
            Address("Daan", "Smit", "Biltstraat", "31", "3572 AC", "Utrecht"),
            Address("Daan", "Smit", "Stationsplein", "1", "3511 ED", "Utrecht") with { Kind = AddressKind.ParcelLocker },
        ],
    };

    private static Consumer In(string country, Consumer consumer) =>
        consumer with { Addresses = [.. consumer.Addresses.Select(a => a with { Country = country })] };

    private static Consumer At(string first, string last, string street, string number, string code, string city) => new()
    {
        ConsumerId = $"C-{code.Replace(" ", "", StringComparison.Ordinal)}-{number.Split(' ')[0]}",
        Email = $"customer.{code.Replace(" ", "", StringComparison.Ordinal)}@example.com".ToLowerInvariant(),
        Addresses = [Address(first, last, street, number, code, city)],
    };

    private static Address Address(string first, string last, string street, string number, string code, string city) => new()
    {
        Kind = AddressKind.Postal,
        FirstName = first,
        LastName = last,
        Street = street,
        HouseNumber = number,
        PostalCode = code,
        City = city,
        Country = "NL",
        Location = Places[city],
    };
}
