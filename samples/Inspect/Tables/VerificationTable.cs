using AudioIO.Samples.Terminal;
using Spectre.Console;
using static AudioIO.Samples.Inspect.Tables.Layout;

namespace AudioIO.Samples.Inspect.Tables;

/// <summary>What decoding FLAC files from end to end has shown: a line per file, and every place that is damaged.</summary>
internal static class VerificationTable
{
    public static Rows? Of(RecordingReport report)
    {
        if (!report.WasVerified) return null;
        bool several = report.Path is null;
        Table table = NewTable();
        if (several) table.AddColumn(Right("File"));
        table.AddColumn("Result").AddColumn("What was found");
        foreach (FileReport file in report.Files)
        {
            (string result, string found) = Describe(file);
            Text[] cells = [Cell(result), Cell(found)];
            table.AddRow(several ? [Cell(Invariant($"{file.Index}")), .. cells] : cells);
        }

        Rows title = Titled("Verification", table);
        Table[] damage = [.. report.Files.Where(file => file.Verification is { Damage.Count: > 0 }).Select(file => DiagnosticTable.Of(
            file.Verification!.Damage, several ? "Frames of the file" : "Frames", several ? _ => Invariant($"{file.Index}") : null))];
        return new Rows([title, .. damage]);
    }

    private static (string Result, string Found) Describe(FileReport file)
    {
        if (file.Verification is not { } verification)
            return ("not checked", $"{FormatName(file.Format)} holds no checksums.");
        string frames = NumberText.Count(verification.Frames, "frame");
        string checksum = verification.Md5 switch
        {
            FlacMd5Result.Matches => "their MD5 is the one stored",
            FlacMd5Result.Differs => "their MD5 is not the one stored: these are not the samples that were encoded",
            FlacMd5Result.OfLongerStream => "the MD5 stored is that of a longer recording",
            _ => "no MD5 is stored to compare them with",
        };
        if (verification.MissingFrames > 0) checksum += $", of which {NumberText.Count(verification.MissingFrames, "frame")} are missing";
        if (verification.Damage.Count == 0) return (verification.IsSound ? "sound" : "not sound", $"All {frames} decode; {checksum}.");
        return ("damaged", $"Of {frames}, those below cannot be decoded.");
    }
}
