using System.Buffers.Binary;

namespace AudioIO.Fuzz;

/// <summary>Changes files at random; the same random numbers make the same change.</summary>
internal static class Mutation
{
    private static readonly ulong[] Integers =
    [
        0, 1, 2, 3, 4, 8, 16, 24, 63, 64, 127, 128, 255, 256, 32767, 32768, 32769, 65535, 65536, (1UL << 24) - 1,
        (1UL << 31) - 1, 1UL << 31, (1UL << 31) + 1, uint.MaxValue - 8, uint.MaxValue, 1UL << 32, (1UL << 36) - 1,
        long.MaxValue - 7, long.MaxValue, 1UL << 63, ulong.MaxValue,
    ];

    private static readonly string[] Words =
    [
        "0", "-1", "1", "1e308", "1e-9", "NaN", "null", "\"\"", "2147483648", "9223372036854775807", "9223372036854775808",
        "true", "[]", "{}", "\\u0000",
        "../", "PcmSigned", "Flac", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "-14:00", "+14:00",
    ];

    /// <summary>One, two or four changes of any kind.</summary>
    public static byte[] Apply(Random random, byte[] file, byte[] other)
    {
        for (int count = 1 << random.Next(3); count > 0; count--) file = ApplyOne(random, file, other);
        return file;
    }

    /// <summary>Changes in the text of an index.</summary>
    public static byte[] ApplyToText(Random random, byte[] text)
    {
        for (int count = 1 + random.Next(2); count > 0; count--)
        {
            int at = random.Next(text.Length + 1);
            if (text.Length == 0) return text;
            // In place of what stands between two delimiters, so that the text mostly stays what a parser takes.
            int from = Array.FindLastIndex(text, Math.Max(0, at - 1), c => c is (byte)':' or (byte)'"' or (byte)',') + 1;
            int to = Array.FindIndex(text, from, c => c is (byte)',' or (byte)'"' or (byte)'\n');
            byte[] word = System.Text.Encoding.ASCII.GetBytes(Words[random.Next(Words.Length)]);
            text = random.Next(3) == 0 ? ApplyOne(random, text, text) : [.. text[..from], .. word, .. text[(to < 0 ? from : to)..]];
        }
        return text;
    }

    /// <summary>Changes within one FlacFrame or several, whose checksums fit again: what is behind the checksums is then reached.</summary>
    public static byte[] ApplyMended(Random random, FlacParts file)
    {
        byte[][] frames = [.. file.Frames];
        for (int count = 1 + random.Next(3); count > 0; count--)
        {
            int index = random.Next(frames.Length);
            byte[] frame = [.. ApplyOne(random, frames[index], frames[random.Next(frames.Length)])];
            int header = FlacFrameHeader.TryParse(frames[index], out FlacFrameHeader parsed) ? parsed.Length : FlacFrameHeader.MinLength;
            if (frame.Length < header + 2 || frames[index].Length < header) continue;
            // Half of the changes leave the header as it was: most others only make a FlacFrame of another stream.
            if (random.Next(2) == 0) frames[index].AsSpan(0, header).CopyTo(frame);
            else frame[header - 1] = FlacCrc8.Compute(frame.AsSpan(0, header - 1));
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(frame.Length - 2), FlacCrc16.Compute(frame.AsSpan(0, frame.Length - 2)));
            frames[index] = frame;
        }
        if (random.Next(4) == 0) Exchange(random, frames);
        return [.. file.Header, .. frames.SelectMany(frame => frame)];
    }

    private static byte[] ApplyOne(Random random, byte[] file, byte[] other)
    {
        if (file.Length == 0) return [.. other];
        int at = Position(random, file.Length);
        byte[] changed = [.. file];
        switch (random.Next(9))
        {
            case 0:
                changed[at] ^= (byte)(1 << random.Next(8));
                return changed;
            case 1:
                changed[at] = (byte)random.Next(256);
                return changed;
            case 2 or 3:
                WriteInteger(random, changed.AsSpan(at));
                return changed;
            case 4:
                return random.Next(2) == 0 ? changed[..at] : changed[..^random.Next(Math.Min(file.Length, 40))];
            case 5:
                byte[] inserted = new byte[random.Next(1, 40)];
                if (random.Next(2) == 0) random.NextBytes(inserted);
                return [.. file[..at], .. inserted, .. file[at..]];
            case 6:
                byte[] part = Part(random, file, at);
                return [.. file[..(at + part.Length)], .. part, .. file[(at + part.Length)..]];
            case 7:
                return [.. file[..at], .. file[(at + Part(random, file, at).Length)..]];
            default:
                int from = random.Next(other.Length + 1);
                byte[] foreign = Part(random, other, from);
                int over = random.Next(2) == 0 ? 0 : Math.Min(foreign.Length, file.Length - at);
                return [.. file[..at], .. foreign, .. file[(at + over)..]];
        }
    }

    /// <summary>Every third position lies in the first 200 bytes, where headers are.</summary>
    private static int Position(Random random, int length) => random.Next(random.Next(3) == 0 ? Math.Min(length, 200) : length);

    private static byte[] Part(Random random, byte[] file, int at) =>
        file[at..(at + random.Next(Math.Min(file.Length - at, random.Next(2) == 0 ? 16 : 400) + 1))];

    private static void WriteInteger(Random random, Span<byte> place)
    {
        Span<byte> bytes = stackalloc byte[8];
        int size = 2 << random.Next(3);
        ulong value = Integers[random.Next(Integers.Length)];
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
            bytes = bytes[..size];
        }
        else
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
            bytes = bytes[^size..];
        }
        bytes[..Math.Min(size, place.Length)].CopyTo(place);
    }

    private static void Exchange(Random random, byte[][] frames)
    {
        int a = random.Next(frames.Length), b = random.Next(frames.Length);
        (frames[a], frames[b]) = (frames[b], random.Next(3) == 0 ? frames[b] : frames[a]);
    }
}
