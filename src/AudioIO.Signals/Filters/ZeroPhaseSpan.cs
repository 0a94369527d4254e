namespace AudioIO.Filters;

/// <summary>The values of a channel around a part of a tile, with what extends them at the ends of a stretch.</summary>
/// <param name="Skipped">Frames before the part.</param>
/// <param name="Kept">Frames of the part.</param>
/// <param name="Frames">All frames of the source: those of the part and around it.</param>
/// <param name="Extension">Values that extend the stretch at either end.</param>
/// <param name="HasStart">Whether the frames begin with the stretch.</param>
/// <param name="HasEnd">Whether they end with it.</param>
internal readonly record struct ZeroPhaseSpan(int Skipped, int Kept, int Frames, int Extension, bool HasStart, bool HasEnd)
{
    public int Before => HasStart ? Extension : 0;

    public int Behind => HasEnd ? Extension : 0;

    public int Length => Before + Frames + Behind;
}
