using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>A change of an order: one of the nested types. A modification must not change the same field twice.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SetQuantity), "setQuantity")]
[JsonDerivedType(typeof(CapQuantity), "capQuantity")]
[JsonDerivedType(typeof(RemoveLine), "removeLine")]
[JsonDerivedType(typeof(AddLine), "addLine")]
[JsonDerivedType(typeof(SetArticle), "setArticle")]
[JsonDerivedType(typeof(SetPreferredTime), "setPreferredTime")]
[JsonDerivedType(typeof(SetDelivery), "setDelivery")]
[JsonDerivedType(typeof(SetAttributes), "setAttributes")]
[JsonDerivedType(typeof(SetLineAttributes), "setLineAttributes")]
[JsonDerivedType(typeof(SetConsumer), "setConsumer")]
[JsonDerivedType(typeof(SetAddress), "setAddress")]
public abstract record Change
{
    private Change()
    {
    }

    /// <summary>Sets the quantity of a line to an absolute value.</summary>
    /// <param name="Line">The line id; null if an article is set.</param>
    /// <param name="Quantity">The new quantity, with at most three decimals.</param>
    public sealed record SetQuantity(string? Line, decimal Quantity) : Change
    {
        /// <summary>Instead of the line: changes every line of this article. An order without the article stays unchanged.</summary>
        public string? Article { get; init; }
    }

    /// <summary>Lowers the quantity of a line to a maximum. A line with less stays unchanged.</summary>
    /// <param name="Line">The line id; null if an article is set.</param>
    /// <param name="Quantity">The maximum, with at most three decimals.</param>
    public sealed record CapQuantity(string? Line, decimal Quantity) : Change
    {
        /// <summary>Instead of the line: changes every line of this article. An order without the article stays unchanged.</summary>
        public string? Article { get; init; }
    }

    /// <summary>Removes a line.</summary>
    /// <param name="Line">The line id; null if an article is set.</param>
    public sealed record RemoveLine(string? Line) : Change
    {
        /// <summary>Instead of the line: changes every line of this article. An order without the article stays unchanged.</summary>
        public string? Article { get; init; }
    }

    /// <summary>Adds a line.</summary>
    /// <param name="Article">The article id.</param>
    /// <param name="Quantity">The quantity, with at most three decimals.</param>
    public sealed record AddLine(string Article, decimal Quantity) : Change
    {
        /// <summary>The display title. Default: the article id.</summary>
        public string? Title { get; init; }

        /// <summary>The custom attributes.</summary>
        public JsonObject? Attributes { get; init; }
    }

    /// <summary>Changes the article data of a line.</summary>
    /// <param name="Line">The line id; null if an article is set.</param>
    /// <param name="Title">The display title.</param>
    public sealed record SetArticle(string? Line, string Title) : Change
    {
        /// <summary>Instead of the line: changes every line of this article. An order without the article stays unchanged.</summary>
        public string? Article { get; init; }

        /// <summary>Further article data, merged by name; a null value removes a member.</summary>
        public JsonObject? Details { get; init; }
    }

    /// <summary>Sets the preferred delivery time.</summary>
    /// <param name="PreferredTime">The preferred time; null removes it.</param>
    public sealed record SetPreferredTime(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? PreferredTime) : Change;

    /// <summary>
    /// Changes how the order reaches the customer. Members that are not set stay unchanged. An order that is collected has neither service
    /// level nor carriers.
    /// </summary>
    public sealed record SetDelivery : Change
    {
        /// <summary>Shipping, or collection together with <see cref="CollectAt"/>.</summary>
        public DeliveryKind? Kind { get; init; }

        /// <summary>The id of the facility where the customer collects the order.</summary>
        public string? CollectAt { get; init; }

        /// <summary>How fast a shipped order must arrive.</summary>
        public ServiceLevel? ServiceLevel { get; init; }

        /// <summary>The carriers that may ship the order, by id or key; an empty list allows any carrier.</summary>
        public IReadOnlyList<string>? Carriers { get; init; }
    }

    /// <summary>Changes custom attributes of the order. The attributes are merged by name.</summary>
    /// <param name="Attributes">The attributes; a null value removes an attribute.</param>
    public sealed record SetAttributes(JsonObject Attributes) : Change;

    /// <summary>Changes custom attributes of a line. The attributes are merged by name.</summary>
    /// <param name="Line">The line id; null if an article is set.</param>
    /// <param name="Attributes">The attributes; a null value removes an attribute.</param>
    public sealed record SetLineAttributes(string? Line, JsonObject Attributes) : Change
    {
        /// <summary>Instead of the line: changes every line of this article. An order without the article stays unchanged.</summary>
        public string? Article { get; init; }
    }

    /// <summary>Changes the consumer. Members that are not set stay unchanged.</summary>
    public sealed record SetConsumer : Change
    {
        /// <summary>The shop's customer id; null removes it.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(OptionalConverter<string>))]
        public Optional<string> Id { get; init; }

        /// <summary>The email address; null removes it.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(OptionalConverter<string>))]
        public Optional<string> Email { get; init; }

        /// <summary>All addresses; an empty list removes all addresses.</summary>
        public IReadOnlyList<Address>? Addresses { get; init; }

        /// <summary>All custom attributes; an empty object removes all attributes.</summary>
        public JsonObject? Attributes { get; init; }
    }
    /// <summary>
    /// Changes members of one address. Members that are not set stay unchanged. If the order does not have the address, street, postal
    /// code, city and country add it.
    /// </summary>
    public sealed record SetAddress : Change
    {
        /// <summary>The kind of the address. Default: the address to which goods are shipped.</summary>
        public AddressKind? Kind { get; init; }

        /// <summary>The position among the addresses of the kind, from 0. Default: 0.</summary>
        public int? Position { get; init; }

        /// <summary>The first name; null removes it.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(OptionalConverter<string>))]
        public Optional<string> FirstName { get; init; }

        /// <summary>The last name; null removes it.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(OptionalConverter<string>))]
        public Optional<string> LastName { get; init; }

        /// <summary>The company name; null removes it.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(OptionalConverter<string>))]
        public Optional<string> CompanyName { get; init; }

        /// <summary>The street.</summary>
        public string? Street { get; init; }

        /// <summary>The house number; null removes it.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(OptionalConverter<string>))]
        public Optional<string> HouseNumber { get; init; }

        /// <summary>The postal code.</summary>
        public string? PostalCode { get; init; }

        /// <summary>The city.</summary>
        public string? City { get; init; }

        /// <summary>The province or state; null removes it.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(OptionalConverter<string>))]
        public Optional<string> Province { get; init; }

        /// <summary>The ISO 3166-1 alpha-2 country code.</summary>
        public string? Country { get; init; }

        /// <summary>The geographic coordinates; null removes them.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(OptionalConverter<GeoPoint>))]
        public Optional<GeoPoint> Location { get; init; }

        /// <summary>Additional address data, merged by name; a null value removes a member.</summary>
        public JsonObject? AdditionalData { get; init; }
    }
}
