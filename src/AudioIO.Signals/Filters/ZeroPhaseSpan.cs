namespace AudioIO.Filters;

/// <summary>The values of a channel around a tile, with what extends them at the ends of a stretch.</summary>
/// <param name="Frames">Frames of the source.</param>
/// <param name="Extension">Values that extend the stretch at either end.</param>
/// <param name="HasStart">Whether the frames begin with the stretch.</param>
/// <param name="HasEnd">Whether they end with it.</param>
internal readonly record struct ZeroPhaseSpan(int Frames, int Extension, bool HasStart, bool HasEnd)
{
    public int Before => HasStart ? Extension : 0;

    public int Behind => HasEnd ? Extension : 0;

    public int Length => Before + Frames + Behind;
}
