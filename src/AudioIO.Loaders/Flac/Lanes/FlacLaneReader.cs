namespace AudioIO;

/// <summary>Reads FlacFrames from bytes in memory into lanes. Leaves nothing behind that the next one could stumble over.</summary>
internal static unsafe class FlacLaneReader
{
    /// <summary>Reads one FlacFrame into the next free lanes, where it stays as residual.</summary>
    /// <param name="bytes">Pinned bytes from the header on, followed by <see cref="FlacBitReader.Padding"/> readable ones.</param>
    /// <param name="header">The header at their beginning.</param>
    /// <param name="format">The stream's format, which accepts the header.</param>
    /// <param name="lanes">Lanes of the header's block size and channels, with room for a FlacFrame.</param>
    /// <param name="fits">False when the FlacFrame has to be decoded by <see cref="FlacFrameDecoder"/>; the lanes are as before.</param>
    /// <param name="frameBytes">Length of the FlacFrame in bytes, where there is no fault.</param>
    public static FlacFault Read(
        ReadOnlySpan<byte> bytes, in FlacFrameHeader header, FlacStreamFormat format, FlacLanes lanes, out bool fits, out int frameBytes)
    {
        frameBytes = 0;
        fixed (byte* start = bytes)
        {
            var reader = new FlacBitReader(start + header.Length, start + bytes.Length);
            FlacFault fault = lanes.Append(ref reader, header, format, out fits);
            if (fault != FlacFault.None && reader.IsOverrun) fault = FlacFault.OutOfData;
            if (fault == FlacFault.None) fault = FlacFrameDecoder.ReadFooter(ref reader, bytes, header.Length, out frameBytes);
            if (fault == FlacFault.None && fits) lanes.Commit();
            return fault;
        }
    }
}
