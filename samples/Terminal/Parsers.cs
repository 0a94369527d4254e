using System.CommandLine;
using System.CommandLine.Parsing;

namespace AudioIO.Samples.Terminal;

/// <summary>Options whose values System.CommandLine does not parse, or not strictly enough.</summary>
public static class Parsers
{
    /// <summary>A time as seconds, m:ss or h:mm:ss.</summary>
    public static Option<TimeSpan?> Time(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "time",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (TimeText.TryParse(text, out TimeSpan time)) return time;
            result.AddError($"{name}: '{text}' is no time; write seconds (83.6), m:ss (1:23.6) or h:mm:ss (1:23:45.6).");
            return null;
        },
    };

    /// <summary>One of some words; null where none is typed, which the help explains as the first one.</summary>
    public static Option<T?> Choice<T>(string name, string description, params (string Word, T Value)[] choices)
        where T : struct
    {
        string words = string.Join('|', choices.Select(choice => choice.Word));
        return new Option<T?>(name)
        {
            Description = $"{description} [default: {choices[0].Word}]",
            HelpName = words,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                int index = Array.FindIndex(choices, choice => choice.Word == text);
                if (index >= 0) return choices[index].Value;
                result.AddError($"{name}: '{text}' is none of {words}.");
                return null;
            },
        };
    }

    /// <summary>Refuses empty paths, as a script with an unset variable gives, and mistyped options, which would be paths, too.</summary>
    public static Argument<string[]> Paths(this Argument<string[]> argument)
    {
        argument.Validators.Add(result =>
        {
            RefuseEmpty(result, argument.Name);
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } option)
                result.AddError($"There is no option '{option.Value}'; a file of that name is './{option.Value}'.");
        });
        return argument;
    }

    /// <summary>Refuses an empty path.</summary>
    public static Option<T> NotEmpty<T>(this Option<T> option)
    {
        option.Validators.Add(result => RefuseEmpty(result, option.Name));
        return option;
    }

    /// <summary>Refuses values outside a range, with a message that names it.</summary>
    public static Option<T> Between<T>(this Option<T> option, T least, T most)
    {
        option.Validators.Add(result =>
        {
            if (result.Errors.Any() || result.Tokens.Count == 0) return;
            if (!TryGetValue(result, out T value))
            {
                result.AddError($"{option.Name}: '{result.Tokens[^1].Value}' is no number.");
                return;
            }
            if (Comparer<T>.Default.Compare(value, least) < 0 || Comparer<T>.Default.Compare(value, most) > 0)
                result.AddError(FormattableString.Invariant($"{option.Name}: {value} is not between {least} and {most}."));
        });
        return option;
    }

    /// <summary>The value typed; System.CommandLine tells a validator by an exception that a word is no such value.</summary>
    private static bool TryGetValue<T>(OptionResult result, out T value)
    {
        try
        {
            value = result.GetValueOrDefault<T>()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            value = default!;
            return false;
        }
    }

    private static void RefuseEmpty(SymbolResult result, string name)
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value))) result.AddError($"{name}: the path is empty.");
    }
}
