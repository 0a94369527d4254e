using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AudioIO;

/// <summary>
/// The bext chunk of an excerpt (EBU Tech 3285 v2 §2.3): that of the file, with its times moved. Loudness was measured over the whole file
/// and is no more than "not measured" of a part.
/// </summary>
internal static partial class ExcerptBroadcast
{
    private const int DateBytes = 10;
    private const int TimeBytes = 8;
    private const short NotMeasured = 0x7FFF; // §2.4
    private const double SecondsPerDay = 86_400;

    /// <summary>Moves the times.</summary>
    /// <param name="content">The chunk of the file; a short one is filled up with zeros.</param>
    /// <param name="bigEndian">True where its numbers are those of RIFX.</param>
    /// <param name="isWhole">True where the excerpt is the whole file.</param>
    /// <param name="clock">By how much.</param>
    public static byte[] Moved(byte[] content, bool bigEndian, bool isWhole, ExcerptClock clock)
    {
        byte[] bytes = new byte[Math.Max(content.Length, BroadcastMetadata.FixedBytes)];
        content.CopyTo(bytes, 0);
        if (bigEndian) MakeLittleEndian(bytes);
        // Version 2 of the chunk brought the loudness.
        if (!isWhole && BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(BroadcastMetadata.VersionOffset)) >= 2)
        {
            for (int i = 0; i < BroadcastMetadata.LoudnessValues; i++)
                BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(BroadcastMetadata.LoudnessOffset + (2 * i)), NotMeasured);
        }
        if (clock.SkippedFrames > 0) Move(bytes, clock);
        return bytes;
    }

    private static void Move(Span<byte> bytes, ExcerptClock clock)
    {
        Span<byte> referenceBytes = bytes.Slice(BroadcastMetadata.ReferenceOffset, sizeof(ulong));
        ulong reference = BinaryPrimitives.ReadUInt64LittleEndian(referenceBytes);
        // An editor's time line may stand anywhere: at its end it stays there.
        ulong moved = Math.Min(reference, ulong.MaxValue - (ulong)clock.SkippedFrames) + (ulong)clock.SkippedFrames;
        Span<byte> dateBytes = bytes.Slice(BroadcastMetadata.DateOffset, DateBytes);
        Span<byte> timeBytes = bytes.Slice(BroadcastMetadata.TimeOffset, TimeBytes);
        if (TryRead(dateBytes, timeBytes, out Match date, out Match time, out DateTime stated))
        {
            double framesPerDay = SecondsPerDay * clock.Rate;
            // Where the count of frames since midnight agrees with the time, it has the time's fraction of a second, and begins anew at
            // midnight.
            double finer = reference / clock.Rate;
            bool agrees = reference > 0 && Math.Abs(finer - stated.TimeOfDay.TotalSeconds) < 1;
            if (agrees && moved >= framesPerDay) moved -= (ulong)(Math.Floor(moved / framesPerDay) * framesPerDay);
            DateTime exact = agrees ? stated.Date + TimeSpan.FromTicks((long)Math.Round(finer * TimeSpan.TicksPerSecond)) : stated;
            if (clock.TryMove(exact, out DateTime result)) Write(result, date, time, dateBytes, timeBytes);
        }
        BinaryPrimitives.WriteUInt64LittleEndian(referenceBytes, moved);
    }

    private static bool TryRead(
        ReadOnlySpan<byte> dateBytes, ReadOnlySpan<byte> timeBytes, out Match date, out Match time, out DateTime stated)
    {
        date = DateForm().Match(Encoding.Latin1.GetString(dateBytes));
        time = TimeForm().Match(Encoding.Latin1.GetString(timeBytes));
        stated = default;
        string digits = Digits(date) + Digits(time);
        return date.Success && time.Success &&
            DateTime.TryParseExact(digits, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out stated);
    }

    // All groups but that of the separator.
    private static string Digits(Match match) => match.Groups[1].Value + match.Groups[3].Value + match.Groups[4].Value;

    // With the separators that the file has; whole seconds, cut.
    private static void Write(DateTime moved, Match date, Match time, Span<byte> dateBytes, Span<byte> timeBytes)
    {
        (string between, string within) = (date.Groups[2].Value, time.Groups[2].Value);
        Encoding.Latin1.GetBytes($"{moved:yyyy}{between}{moved:MM}{between}{moved:dd}", dateBytes);
        Encoding.Latin1.GetBytes($"{moved:HH}{within}{moved:mm}{within}{moved:ss}", timeBytes);
    }

    private static void MakeLittleEndian(Span<byte> bytes)
    {
        bytes.Slice(BroadcastMetadata.ReferenceOffset, 4).Reverse();
        bytes.Slice(BroadcastMetadata.ReferenceOffset + 4, 4).Reverse();
        bytes.Slice(BroadcastMetadata.VersionOffset, 2).Reverse();
        for (int i = 0; i < BroadcastMetadata.LoudnessValues; i++) bytes.Slice(BroadcastMetadata.LoudnessOffset + (2 * i), 2).Reverse();
    }

    [GeneratedRegex(@"^([0-9]{4})([^0-9])([0-9]{2})\2([0-9]{2})$")]
    private static partial Regex DateForm();

    [GeneratedRegex(@"^([0-9]{2})([^0-9])([0-9]{2})\2([0-9]{2})$")]
    private static partial Regex TimeForm();
}
