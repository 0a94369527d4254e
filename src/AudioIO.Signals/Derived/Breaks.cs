namespace AudioIO;

/// <summary>What a derived signal does where frames follow each other that were not recorded one after the other.</summary>
public enum Breaks
{
    /// <summary>
    /// Every stretch is computed as if it had been recorded alone: nothing rings over a break, and the grid of tiles, columns or new frames
    /// begins again.
    /// </summary>
    Restart,

    /// <summary>Breaks are ignored: all frames are one recording.</summary>
    Through,
}
