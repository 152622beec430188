using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Emend.Core.Orders;
using Emend.Server.Application;

namespace Emend.Server.Storage.Orders;

/// <summary>The aggregate and its events as JSON, under the names of <see cref="StoredPropertyNames"/>.</summary>
internal static class OrderJsonOptions
{
    public static readonly JsonSerializerOptions Options = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            MaxDepth = 512, // what clients may nest, and what is around it
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Name } },
        };
        JsonConverter[] converters =
        [
            new StringValueConverter<OrderId>(text => new(text), id => id.Value),
            new StringValueConverter<LineId>(text => new(text), id => id.Value),
            new StringValueConverter<ArticleId>(text => new(text), id => id.Value),
            new StringValueConverter<FacilityId>(text => new(text), id => id.Value),
            new StringValueConverter<EntityId>(text => new(text), id => id.Value),
            new StringValueConverter<ActorId>(text => new(text), id => id.Value),
            new NumericValueConverter<Quantity>(number => new(number), quantity => quantity.Thousandths),
            new NumericValueConverter<DateTimeOffset>(UnixMicroseconds.ToTime, UnixMicroseconds.FromTime),
            new JsonTextConverter(),
            new AttributesConverter(),
            State(StoredEnumNames.Order), State(StoredEnumNames.Plan), State(StoredEnumNames.Reason), State(StoredEnumNames.PickJob),
            State(StoredEnumNames.PickJobSub), State(StoredEnumNames.PickLine), State(StoredEnumNames.Handover), State(StoredEnumNames.Shipment),
            State(StoredEnumNames.Parcel), State(StoredEnumNames.Delivery), State(StoredEnumNames.Hold), State(StoredEnumNames.Address),
            State(StoredEnumNames.Fence), State(StoredEnumNames.Rating), State(StoredEnumNames.ReturnTask),
            State(StoredEnumNames.HandoverCancel),
        ];
        Array.ForEach(converters, options.Converters.Add);
        options.MakeReadOnly();
        return options;
    }

    private static StringValueConverter<T> State<T>(EnumNames<T> names)
        where T : struct, Enum => new(text => names[text], value => names[value]);

    private static void Name(JsonTypeInfo info)
    {
        var isOurs = info.Type.Assembly == typeof(OrderJsonOptions).Assembly; // named by attributes
        if (info.Kind != JsonTypeInfoKind.Object || isOurs || Nullable.GetUnderlyingType(info.Type) is not null)
        {
            return;
        }

        var names = NamesOf(info.Type);
        for (var at = info.Properties.Count - 1; at >= 0; at--)
        {
            var property = info.Properties[at];
            if (names.TryGetValue(property.Name, out var name))
            {
                if (StoredPropertyNames.Spared.Contains((info.Type, property.Name)))
                {
                    property.ShouldSerialize = (_, value) => IsSaid(value);
                }

                (property.Name, property.Order, property.IsRequired) = (name.Stored, name.Order, false);
            }
            else if (StoredPropertyNames.Apart.Contains((info.Type, property.Name)))
            {
                property.ShouldSerialize = (_, _) => false; // stays, since a constructor asks for it
            }
            else
            {
                info.Properties.RemoveAt(at);
            }
        }

        if (info.Type == typeof(OrderEvent))
        {
            info.PolymorphismOptions = Polymorphism();
        }
    }

    private static bool IsSaid(object? value) => value switch
    {
        ICollection many => many.Count > 0,
        DateTimeOffset at => at != default,
        FacilityId facility => facility.Value is not null,
        bool flag => flag,
        Quantity quantity => quantity != Quantity.Zero,
        _ => false,
    };

    private static Dictionary<string, (string Stored, int Order)> NamesOf(Type type) =>
        StoredPropertyNames.Members.TryGetValue(type, out var members)
            ? members.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select((member, order) => (Pair: member.Split('='), order))
                .ToDictionary(named => named.Pair[0], named => (named.Pair[1], named.order), StringComparer.Ordinal)
            : throw new NotSupportedException($"{type} has no names in storage.");

    private static JsonPolymorphismOptions Polymorphism()
    {
        var options = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "event" };
        foreach (var (type, name) in StoredPropertyNames.Events)
        {
            options.DerivedTypes.Add(new(type, name));
        }

        return options;
    }
}
