using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>A change of an order: one of those below. No two changes of a modification may speak of the same.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SetQuantity), "setQuantity")]
[JsonDerivedType(typeof(RemoveLine), "removeLine")]
[JsonDerivedType(typeof(AddLine), "addLine")]
[JsonDerivedType(typeof(SetArticle), "setArticle")]
[JsonDerivedType(typeof(SetPreferredTime), "setPreferredTime")]
[JsonDerivedType(typeof(SetAttributes), "setAttributes")]
[JsonDerivedType(typeof(SetLineAttributes), "setLineAttributes")]
[JsonDerivedType(typeof(SetConsumer), "setConsumer")]
public abstract record Change
{
    private Change()
    {
    }

    /// <summary>A line has another quantity: the one it shall have, not by how much it differs.</summary>
    /// <param name="Line">The id of the line.</param>
    /// <param name="Quantity">The quantity it shall have, to the thousandth.</param>
    public sealed record SetQuantity(string Line, decimal Quantity) : Change;

    /// <summary>A line goes.</summary>
    /// <param name="Line">The id of the line.</param>
    public sealed record RemoveLine(string Line) : Change;

    /// <summary>A line comes.</summary>
    /// <param name="Article">The article's id.</param>
    /// <param name="Quantity">How much of it, to the thousandth.</param>
    public sealed record AddLine(string Article, decimal Quantity) : Change
    {
        /// <summary>As shown to people; the article's id where nothing is said.</summary>
        public string? Title { get; init; }

        /// <summary>Free attributes.</summary>
        public JsonObject? Attributes { get; init; }
    }

    /// <summary>What is said of a line's article changes.</summary>
    /// <param name="Line">The id of the line.</param>
    /// <param name="Title">As shown to people.</param>
    public sealed record SetArticle(string Line, string Title) : Change
    {
        /// <summary>What else is known of the article.</summary>
        public JsonObject? Details { get; init; }
    }

    /// <summary>The customer wants it at another time.</summary>
    /// <param name="PreferredTime">When; null where they no longer mind.</param>
    public sealed record SetPreferredTime(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? PreferredTime) : Change;

    /// <summary>Free attributes of the order change: merged by name.</summary>
    /// <param name="Attributes">The attributes; null takes one away.</param>
    public sealed record SetAttributes(JsonObject Attributes) : Change;

    /// <summary>Free attributes of a line change: merged by name.</summary>
    /// <param name="Line">The id of the line.</param>
    /// <param name="Attributes">The attributes; null takes one away.</param>
    public sealed record SetLineAttributes(string Line, JsonObject Attributes) : Change;

    /// <summary>Who ordered changes: what is left out stays, what is said replaces.</summary>
    public sealed record SetConsumer : Change
    {
        /// <summary>The shop's id of the customer; null takes it away.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(OptionalConverter<string>))]
        public Optional<string> Id { get; init; }

        /// <summary>Their address of e-mail; null takes it away.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(OptionalConverter<string>))]
        public Optional<string> Email { get; init; }

        /// <summary>All their addresses; an empty list takes all away.</summary>
        public IReadOnlyList<Address>? Addresses { get; init; }

        /// <summary>All their attributes; an empty object takes all away.</summary>
        public JsonObject? Attributes { get; init; }
    }
}
