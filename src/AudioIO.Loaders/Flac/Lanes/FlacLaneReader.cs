namespace AudioIO;

/// <summary>Reads FlacFrames from bytes in memory into rows of lanes. Leaves nothing behind that the next one could stumble over.</summary>
internal static unsafe class FlacLaneReader
{
    /// <summary>Reads one FlacFrame into the next free rows, where it stays as residual.</summary>
    /// <param name="bytes">Pinned bytes from the header on, followed by <see cref="FlacBitReader.Padding"/> readable ones.</param>
    /// <param name="header">The header at their beginning.</param>
    /// <param name="format">The stream's format, which accepts the header.</param>
    /// <param name="lanes">Rows of the header's block size and channels, with room for a FlacFrame.</param>
    /// <param name="fits">False when the FlacFrame has to be decoded by <see cref="FlacFrameDecoder"/>; the lanes are as before.</param>
    /// <param name="frameBytes">Length of the FlacFrame in bytes, where there is no fault.</param>
    public static FlacFault Read(
        ReadOnlySpan<byte> bytes, in FlacFrameHeader header, FlacStreamFormat format, FlacLanes lanes, out bool fits, out int frameBytes)
    {
        fixed (byte* start = bytes)
        {
            var frame = new FlacFrameCursor(start, bytes.Length, header, format, lanes, lanes.Frames);
            frame.ReadRest();
            return Finish(ref frame, bytes, header.Length, lanes, out fits, out frameBytes);
        }
    }

    /// <summary>
    /// Reads two FlacFrames in turns. The second one may turn out not to follow the first, and then was read in vain: the lanes have the
    /// first alone.
    /// </summary>
    /// <param name="bytes">As for <see cref="Read"/>.</param>
    /// <param name="header">The header at their beginning.</param>
    /// <param name="secondHeader">The header of the second FlacFrame.</param>
    /// <param name="secondStart">Where it is in the bytes.</param>
    /// <param name="format">The stream's format, which accepts the headers.</param>
    /// <param name="lanes">Rows of the headers' block size and channels, with room for two FlacFrames.</param>
    /// <param name="fits">As for <see cref="Read"/>, of the first FlacFrame.</param>
    /// <param name="frameBytes">Length of the first FlacFrame in bytes, where there is no fault.</param>
    /// <param name="secondBytes">Length of the second FlacFrame in bytes; 0 where it is not in the lanes.</param>
    public static FlacFault ReadTwo(
        ReadOnlySpan<byte> bytes, in FlacFrameHeader header, in FlacFrameHeader secondHeader, int secondStart, FlacStreamFormat format,
        FlacLanes lanes, out bool fits, out int frameBytes, out int secondBytes)
    {
        secondBytes = 0;
        fixed (byte* start = bytes)
        {
            var first = new FlacFrameCursor(start, bytes.Length, header, format, lanes, lanes.Frames);
            var second = new FlacFrameCursor(start + secondStart, bytes.Length - secondStart, secondHeader, format, lanes, lanes.Frames + 1);
            FlacFrameCursor.ReadInTurns(ref first, ref second);
            FlacFault fault = Finish(ref first, bytes, header.Length, lanes, out fits, out frameBytes);
            if (fault != FlacFault.None || !fits || frameBytes != secondStart) return fault;
            // What is wrong with the second one is met again when it is read as the first of its own turn.
            bool sound = Finish(ref second, bytes[secondStart..], secondHeader.Length, lanes, out bool secondFits, out int length) == FlacFault.None;
            if (sound && secondFits) secondBytes = length;
            return fault;
        }
    }

    private static FlacFault Finish(
        ref FlacFrameCursor frame, ReadOnlySpan<byte> bytes, int headerBytes, FlacLanes lanes, out bool fits, out int frameBytes)
    {
        (fits, frameBytes) = (frame.Fits, 0);
        FlacFault fault = frame.Fault;
        if (fault != FlacFault.None && frame.Reader.IsOverrun) fault = FlacFault.OutOfData;
        if (fault == FlacFault.None) fault = FlacFrameDecoder.ReadFooter(ref frame.Reader, bytes, headerBytes, out frameBytes);
        if (fault == FlacFault.None && fits) lanes.Commit();
        return fault;
    }
}
