namespace AudioIO;

/// <summary>A part of a corpus that is computed by itself.</summary>
public sealed record WorkPiece
{
    /// <summary>Place among the pieces of the plan, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The frames that results are made for, at least one: every frame of the corpus is owned by one piece.</summary>
    public required FrameRange Owned { get; init; }

    /// <summary>
    /// The frames that may be read for it: those owned, and of their neighbours as many as the plan says, as far as there are any.
    /// </summary>
    public required FrameRange Reads { get; init; }
}
