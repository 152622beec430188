using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Server.Application.ReferenceData;

/// <summary>No stock, for decisions that do not read stock.</summary>
internal sealed class EmptyStock : IStockView
{
    public static readonly EmptyStock View = new();

    public bool IsInfinite => false;

    public ReadOnlySpan<long> Available(ArticleId article) => [];
}
