namespace AudioIO;

/// <summary>The last bytes of main data before an Mp3Frame: as far back as its own may begin.</summary>
internal sealed class Mp3Reservoir
{
    private readonly byte[] _bytes = new byte[Mp3SideInfo.MaxReservoir + Mp3Header.MaxFrameBytes];

    /// <summary>How many there are; at most 511 of them can be needed.</summary>
    public int Count { get; private set; }

    public void Clear() => Count = 0;

    /// <summary>Appends the main data of an Mp3Frame.</summary>
    public void Add(ReadOnlySpan<byte> mainData)
    {
        int kept = Math.Min(Count, Mp3SideInfo.MaxReservoir);
        _bytes.AsSpan(Count - kept, kept).CopyTo(_bytes);
        mainData.CopyTo(_bytes.AsSpan(kept));
        Count = kept + mainData.Length;
    }

    /// <summary>The last bytes.</summary>
    public ReadOnlySpan<byte> Last(int count) => _bytes.AsSpan(Count - count, count);
}
