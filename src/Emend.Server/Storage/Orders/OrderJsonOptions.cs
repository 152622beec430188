using System.Collections;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Common;

namespace Emend.Server.Storage.Orders;

/// <summary>
/// JSON options for orders, their events and stored commands. <see cref="StoredPropertyNames"/> and <see cref="StoredCommandNames"/>
/// define the stored names.
/// </summary>
internal static class OrderJsonOptions
{
    public static readonly JsonSerializerOptions Options = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            MaxDepth = 512, // nesting that clients may use, plus the enclosing document
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { ApplyStoredNames } },
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
            new AttributesConverter(), new AttributeChangesConverter(), new TextsConverter(),
            new OptionalConverter<string?>(), new OptionalConverter<bool>(), new OptionalConverter<DeliveryMethod>(),
            new OptionalConverter<GeoPoint?>(), new OptionalConverter<ImmutableArray<string>>(),
            new OptionalConverter<ImmutableArray<Address>>(), new OptionalConverter<ImmutableSortedDictionary<string, JsonText>>(),
            EnumConverter(StoredEnumNames.Plan), EnumConverter(StoredEnumNames.Reason),
            EnumConverter(StoredEnumNames.PickJob), EnumConverter(StoredEnumNames.PickJobSub), EnumConverter(StoredEnumNames.PickLine),
            EnumConverter(StoredEnumNames.Handover), EnumConverter(StoredEnumNames.Shipment), EnumConverter(StoredEnumNames.Parcel),
            EnumConverter(StoredEnumNames.Delivery), EnumConverter(StoredEnumNames.Hold), EnumConverter(StoredEnumNames.LineRelease),
            EnumConverter(StoredEnumNames.Address),
            EnumConverter(StoredEnumNames.Fence), EnumConverter(StoredEnumNames.Rating), EnumConverter(StoredEnumNames.ReturnTask),
            EnumConverter(StoredEnumNames.HandoverCancel), EnumConverter(StoredEnumNames.TrackingDirection),
            EnumConverter(StoredEnumNames.Tracking), EnumConverter(StoredEnumNames.Unroutable),
        ];
        Array.ForEach(converters, options.Converters.Add);
        options.MakeReadOnly();
        return options;
    }

    private static StringValueConverter<T> EnumConverter<T>(EnumNames<T> names)
        where T : struct, Enum => new(text => names[text], value => names[value]);

    private static void ApplyStoredNames(JsonTypeInfo info)
    {
        var isStorageType = info.Type.Assembly == typeof(OrderJsonOptions).Assembly; // attributes define these names
        if (info.Kind != JsonTypeInfoKind.Object || isStorageType || Nullable.GetUnderlyingType(info.Type) is not null)
        {
            return;
        }

        var names = GetStoredNames(info.Type);
        for (var at = info.Properties.Count - 1; at >= 0; at--)
        {
            var property = info.Properties[at];
            if (names.TryGetValue(property.Name, out var name))
            {
                if (StoredPropertyNames.OmittedIfEmpty.Contains((info.Type, property.Name)))
                {
                    property.ShouldSerialize = (_, value) => HasContent(value);
                }
                else if (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Optional<>))
                {
                    var omitted = Activator.CreateInstance(property.PropertyType);
                    property.ShouldSerialize = (_, value) => !Equals(value, omitted);
                }

                (property.Name, property.Order, property.IsRequired) = (name.Stored, name.Order, false);
            }
            else if (StoredPropertyNames.StoredSeparately.Contains((info.Type, property.Name)))
            {
                property.ShouldSerialize = (_, _) => false; // the constructor requires the property
            }
            else
            {
                info.Properties.RemoveAt(at);
            }
        }

        if (info.Type == typeof(Order))
        {
            OrderFactMembers.Define(info, names[StoredPropertyNames.Status].Order);
        }

        info.PolymorphismOptions =
            info.Type == typeof(OrderEvent) ? CreatePolymorphismOptions("event", StoredPropertyNames.Events)
            : info.Type == typeof(OrderCommand) ? CreatePolymorphismOptions("command", StoredCommandNames.Commands)
            : info.Type == typeof(Change) ? CreatePolymorphismOptions("change", StoredCommandNames.Changes)
            : info.Type == typeof(FulfillmentAction) ? CreatePolymorphismOptions("action", StoredCommandNames.Actions)
            : null;
    }

    private static bool HasContent(object? value) => value switch
    {
        ICollection many => many.Count > 0,
        DateTimeOffset at => at != default,
        FacilityId facility => facility.Value is not null,
        bool flag => flag,
        Quantity quantity => quantity != Quantity.Zero,
        _ => false,
    };

    private static Dictionary<string, (string Stored, int Order)> GetStoredNames(Type type) =>
        StoredPropertyNames.Members.TryGetValue(type, out var members) || StoredCommandNames.Members.TryGetValue(type, out members)
            ? members.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select((member, order) => (Pair: member.Split('='), order))
                .ToDictionary(named => named.Pair[0], named => (named.Pair[1], named.order), StringComparer.Ordinal)
            : throw new NotSupportedException($"{type} has no stored names.");

    private static JsonPolymorphismOptions CreatePolymorphismOptions(string discriminator, IReadOnlyDictionary<Type, string> names)
    {
        var options = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = discriminator };
        foreach (var (type, name) in names)
        {
            options.DerivedTypes.Add(new(type, name));
        }

        return options;
    }
}
