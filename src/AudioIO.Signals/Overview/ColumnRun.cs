using AudioIO.Derived;

namespace AudioIO.Overviews;

/// <summary>
/// Columns of a stretch that are kept in one pyramid. All but <see cref="StretchStart"/> count from the first column of the stretch, so that
/// a column of a level is the same one whatever is kept where.
/// </summary>
/// <param name="StretchStart">First column of the stretch in the spectrogram.</param>
/// <param name="Origin">Where the pyramid begins: in front of <paramref name="First"/>, where its upper levels fit those of the stretch.</param>
/// <param name="First">The first column that is kept; what the pyramid has before it stands for nothing.</param>
/// <param name="Stop">End of the columns that are kept.</param>
/// <param name="IsToEnd">Whether it ends with the stretch: its last entries are then of as many columns as there are.</param>
internal sealed record ColumnRun(long StretchStart, long Origin, long First, long Stop, bool IsToEnd)
{
    /// <summary>Columns of the pyramid.</summary>
    public long Count => Stop - Origin;

    /// <summary>
    /// The columns of a stretch that depend on the frames of a part alone: those that reach into the next file are kept nowhere. So they stay
    /// the same whatever the file is joined with.
    /// </summary>
    /// <param name="spectrogram">What is kept.</param>
    /// <param name="firstLevel">The finest level that is kept.</param>
    /// <param name="nodeEntries">Entries of a node.</param>
    /// <param name="stretch">The stretch.</param>
    /// <param name="part">Frames of the part, some of them in the stretch.</param>
    /// <param name="mayEnd">Whether the end of the stretch is one for good, or there is nothing but this part.</param>
    /// <returns>Null where there are none.</returns>
    public static ColumnRun? Of(
        SpectrogramSignal<float> spectrogram, int firstLevel, int nodeEntries, Stretch stretch, FrameRange part, bool mayEnd)
    {
        long before = spectrogram.Alignment == SpectrumAlignment.Center ? spectrogram.Size / 2 : 0, hop = spectrogram.Hop;
        long start = part.Start - stretch.Source.Start, stop = part.Stop - stretch.Source.Start;
        bool isToEnd = mayEnd && stop >= stretch.Source.Count;
        long firstColumn = start <= 0 ? 0 : (start + before + hop - 1) / hop, columns = stretch.Output.Count;
        // The last column whose frames all lie within the part.
        long last = stop + before - spectrogram.Size;
        long whole = last < 0 ? 0 : Math.Min((last / hop) + 1, columns);
        long firstEntry = (firstColumn >> firstLevel) + ((firstColumn & ((1L << firstLevel) - 1)) == 0 ? 0 : 1);
        long end = isToEnd ? columns : whole >> firstLevel << firstLevel;
        if (end <= firstEntry << firstLevel) return null;
        long origin = firstEntry / nodeEntries * nodeEntries;
        return new ColumnRun(stretch.Output.Start, origin << firstLevel, firstEntry << firstLevel, end, isToEnd);
    }
}
