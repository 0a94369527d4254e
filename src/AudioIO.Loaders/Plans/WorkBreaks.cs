namespace AudioIO;

/// <summary>What a break of the clock (<see cref="Signal.ContinuousRanges"/>) is to the pieces of a plan.</summary>
public enum WorkBreaks
{
    /// <summary>The end of a piece. Tiles are counted from the beginning of the stretch, and nothing beyond it is read.</summary>
    Separate,

    /// <summary>
    /// As <see cref="Separate"/>, but short stretches share a piece, as many as fit into it: for recorders that are triggered, whose files
    /// are some seconds long.
    /// </summary>
    Together,

    /// <summary>Nothing: tiles are counted from the first frame of all, and pieces and what they read reach across.</summary>
    Ignored,
}
