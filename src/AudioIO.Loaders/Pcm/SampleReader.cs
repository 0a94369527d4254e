namespace AudioIO;

/// <summary>Reads frames of a WAV file by position. Keeps nothing between calls, so that several threads can read at once.</summary>
internal abstract class SampleReader(ByteSource bytes, SampleLayout layout)
{
    /// <summary>Bytes read from the file at once: below 64 KiB the calls cost, above 256 KiB the processor's cache is left.</summary>
    public const int BufferBytes = 128 * 1024;

    private protected ByteSource Bytes => bytes;

    private protected SampleLayout Layout => layout;

    /// <summary>How samples are stored.</summary>
    public SampleCoding Coding => layout.Coding;

    /// <summary>Fills the destination.</summary>
    /// <param name="startFrame">First frame; it and the frames after it that are asked for lie within the recording.</param>
    /// <param name="destination">Interleaved frames × channels.</param>
    /// <exception cref="AudioFormatException">The file has become shorter, or a block is damaged.</exception>
    public abstract void Read<T>(long startFrame, Span<T> destination)
        where T : unmanaged;

    /// <summary>Announces frames that will be read, so that bytes from afar come at once.</summary>
    /// <param name="startFrame">First frame.</param>
    /// <param name="frames">Number of frames, from 1.</param>
    public void Expect(long startFrame, long frames)
    {
        if (!bytes.IsRemote) return;
        long block = startFrame / Coding.FramesPerBlock, last = (startFrame + frames - 1) / Coding.FramesPerBlock;
        bytes.Expect((layout.DataPosition + (block * Coding.BlockBytes), (last - block + 1) * Coding.BlockBytes));
    }

    /// <summary>Fills the destination with frames as they are stored; not for ADPCM.</summary>
    /// <param name="startFrame">First frame; it and the frames after it that are asked for lie within the recording.</param>
    /// <param name="destination">Room for whole frames.</param>
    /// <exception cref="AudioFormatException">The file has become shorter.</exception>
    public void ReadStored(long startFrame, Span<byte> destination) => ReadBytes(startFrame * Coding.BlockBytes, destination);

    /// <summary>
    /// Fills <paramref name="destination"/> from the audio bytes, or throws where the file has fewer than when it was opened.
    /// </summary>
    /// <param name="offset">Offset in bytes from the first byte of audio.</param>
    /// <param name="destination">Where the bytes go.</param>
    private protected void ReadBytes(long offset, Span<byte> destination)
    {
        long position = layout.DataPosition + offset;
        int count = bytes.Read(position, destination);
        if (count < destination.Length) throw Shrunk(position + count, destination.Length - count);
    }

    private AudioFormatException Shrunk(long position, int missing)
    {
        long frame = (position - layout.DataPosition) / Coding.BlockBytes * Coding.FramesPerBlock;
        return new AudioFormatException(
            AudioFormatErrorKind.Truncated,
            $"Audio at byte {position}: expected {missing} more bytes, found the end of the file, which became shorter since it was opened",
            position,
            bytes.Path)
        {
            StartFrame = frame,
            FrameCount = layout.Frames - frame,
        };
    }
}
