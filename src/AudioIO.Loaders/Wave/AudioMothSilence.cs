using System.Buffers;
using System.Buffers.Binary;

namespace AudioIO;

/// <summary>A stretch of silence that a triggered recorder left out.</summary>
/// <param name="StartFrame">First frame of the code word that stands for it.</param>
/// <param name="FrameCount">Frames of the code word in the file.</param>
/// <param name="SilentFrames">Frames of silence that the code word stands for, its own included.</param>
internal readonly record struct SilentStretch(long StartFrame, int FrameCount, long SilentFrames);

/// <summary>
/// Triggered recordings of AudioMoth (<c>…T.WAV</c>): a silent stretch is one buffer of 512 bytes, in which 32 samples of ±1 spell, lowest bit
/// first and +1 for a one, how many buffers it stands for; the other 224 samples are zero. No sound is: 32 samples without a zero before 224
/// without anything else.
/// </summary>
internal static class AudioMothSilence
{
    private const int BufferBytes = 512;
    private const int CodeSamples = 32;
    private const int BufferFrames = BufferBytes / sizeof(short);

    private static readonly string[] Triggers = ["Amplitude threshold", "Frequency trigger"];

    /// <summary>Finds and notes the silent stretches of a triggered recording, whose frames are read as they are stored; none in any other.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="layout">Where its audio lies.</param>
    /// <param name="structure">Its chunks.</param>
    /// <param name="file">Its header; takes the note.</param>
    /// <param name="known">What was found when the file was looked at before, and had less audio.</param>
    /// <param name="knownLength">The bytes of audio that it had then: what follows them is looked through alone.</param>
    public static IReadOnlyList<SilentStretch> Report(
        ByteSource bytes, SampleLayout layout, WaveStructure structure, HeaderReader file, IReadOnlyList<SilentStretch> known, long knownLength)
    {
        if (!IsTriggered(layout, structure, file)) return [];
        List<SilentStretch> stretches = Find(bytes, layout, known, knownLength);
        if (stretches.Count == 0) return [];
        file.Note(
            DiagnosticKind.Contradiction,
            layout.DataPosition + (stretches[0].StartFrame * sizeof(short)),
            $"AudioMoth left out {stretches.Count} silent stretches of together {stretches.Sum(stretch => stretch.SilentFrames)} frames; each " +
            $"stands in the file as {BufferFrames} frames that are no sound. {nameof(GapPolicy)}.{nameof(GapPolicy.Fill)} puts the silence back.");
        return stretches;
    }

    /// <summary>The recording as stretches of sound, each with its time, and the silence before it.</summary>
    /// <param name="silences">What <see cref="Report"/> has found.</param>
    /// <param name="start">When the recording began; null where it does not say.</param>
    /// <param name="rate">Sampling rate in Hz.</param>
    public static IReadOnlyList<ClockStretch> Stretches(IReadOnlyList<SilentStretch> silences, StartTime? start, double rate)
    {
        if (silences.Count == 0) return [];
        List<ClockStretch> stretches = [new ClockStretch { StartFrame = 0, StartTime = start }];
        // Bit budget: a code word has 32 bits of 2^8 frames, and fewer than 2^31 of them are listed.
        long leftOut = 0;
        foreach (SilentStretch silence in silences)
        {
            leftOut += silence.SilentFrames - silence.FrameCount;
            long frame = silence.StartFrame + silence.FrameCount;
            stretches.Add(new ClockStretch
            {
                StartFrame = frame,
                StartTime = Later(start, frame + leftOut, rate),
                SilentFrames = silence.SilentFrames,
                StandInFrames = silence.FrameCount,
            });
        }
        return stretches;
    }

    private static StartTime? Later(StartTime? start, long frames, double rate)
    {
        if (start is null) return null;
        DateTimeOffset later = ClockStarts.Add(new DateTimeOffset(start.Local, TimeSpan.Zero), Signal.TimeAt(frames, rate).Ticks);
        return StartTime.IsInRange(later.DateTime) ? start with { Local = later.DateTime } : null;
    }

    /// <summary>The silent stretches in their order; reads the audio once.</summary>
    private static List<SilentStretch> Find(ByteSource bytes, SampleLayout layout, IReadOnlyList<SilentStretch> known, long knownLength)
    {
        if (known.Count > 0) return [.. known, .. Find(bytes, layout, Behind(known[0].StartFrame * sizeof(short) % BufferBytes))];
        // The recorder writes whole buffers; its header shortens the first one, so that those that follow lie at multiples of 512 bytes in the
        // file. Other programs that write a longer header leave them where they are from the first byte of audio on.
        List<SilentStretch> inFile = Find(bytes, layout, Behind((BufferBytes - (layout.DataPosition % BufferBytes)) % BufferBytes));
        if (inFile.Count > 0 || layout.DataPosition % BufferBytes == 0) return inFile;
        return Find(bytes, layout, Behind(0));

        // The first buffer that was not there as a whole.
        long Behind(long first) => knownLength < first ? first : first + ((knownLength - first) / BufferBytes * BufferBytes);
    }

    private static List<SilentStretch> Find(ByteSource bytes, SampleLayout layout, long offset)
    {
        const int Buffers = 256;
        List<SilentStretch> stretches = [];
        byte[] rented = ArrayPool<byte>.Shared.Rent(Buffers * BufferBytes);
        try
        {
            while (layout.DataLength - offset >= BufferBytes)
            {
                int wanted = (int)Math.Min(Buffers * BufferBytes, (layout.DataLength - offset) / BufferBytes * BufferBytes);
                int count = bytes.Read(layout.DataPosition + offset, rented.AsSpan(0, wanted)) / BufferBytes;
                if (count == 0) break;
                for (int i = 0; i < count; i++)
                {
                    if (Decode(rented.AsSpan(i * BufferBytes, BufferBytes)) is not { } left) continue;
                    long frame = (offset / sizeof(short)) + ((long)i * BufferFrames);
                    stretches.Add(new SilentStretch(frame, BufferFrames, left * BufferFrames));
                }
                offset += (long)count * BufferBytes;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
        return stretches;
    }

    /// <summary>The number of buffers that a code word stands for; null for sound.</summary>
    private static long? Decode(ReadOnlySpan<byte> buffer)
    {
        // Sound fails here at its first sample, mostly.
        if (BinaryPrimitives.ReadInt16LittleEndian(buffer) is not (1 or -1)) return null;
        if (buffer[(CodeSamples * sizeof(short))..].IndexOfAnyExcept((byte)0) >= 0) return null;
        long number = 0;
        for (int i = 0; i < CodeSamples; i++)
        {
            int sample = BinaryPrimitives.ReadInt16LittleEndian(buffer[(i * sizeof(short))..]);
            if (sample is not (1 or -1)) return null;
            if (sample == 1) number |= 1L << i;
        }
        return number > 0 ? number : null;
    }

    /// <summary>True for the recordings of which silence is left out, whether any is or not.</summary>
    public static bool IsTriggered(SampleLayout layout, WaveStructure structure, HeaderReader file)
    {
        if (layout.Coding is not { Encoding: AudioEncoding.PcmSigned, BytesPerSample: sizeof(short), Channels: 1, BigEndian: false }) return false;
        foreach (Chunk chunk in structure.Found)
        {
            if (chunk.Id != "LIST" || chunk.Position > layout.DataPosition) continue;
            ReadOnlySpan<byte> list = file.Peek(chunk.Position, (int)Math.Min(HeaderReader.Capacity, chunk.Length));
            string text = System.Text.Encoding.Latin1.GetString(list);
            if (text.Contains("AudioMoth", StringComparison.Ordinal) &&
                Triggers.Any(trigger => text.Contains(trigger, StringComparison.Ordinal)))
                return true;
        }
        return false;
    }
}
